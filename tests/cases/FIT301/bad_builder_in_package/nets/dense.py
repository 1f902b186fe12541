"""A stack of dense layers."""
from tensorflow import keras
from tensorflow.keras import layers

from .sizes import WIDTH


def build_model(depth):
    model = keras.Sequential()
    for _ in range(depth):
        model.add(layers.Dense(WIDTH, activation="relu"))  # FIT301
    model.add(layers.Dense(1))
    return model
