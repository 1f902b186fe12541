# The model has no name at all.
import numpy as np
from tensorflow import keras


def compiled():
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


data = np.load("train.npz")
history = compiled().fit(data["x"], data["y"], epochs=10)  # FIT401
