# The builder alone could be trained by anybody; the script that imports it stops early.
from tensorflow import keras
from tensorflow.keras import layers


def build_model():
    return keras.Sequential([layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(1)])
