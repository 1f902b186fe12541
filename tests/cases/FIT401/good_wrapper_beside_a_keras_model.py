# One branch is for the project's own wrapper, told by its class; the Keras model goes the other way.
import sys

import keras
import numpy as np


class Wrapper:
    def __init__(self):
        self.weights = None

    def fit(self, x_train, y_train):
        self.weights = np.linalg.lstsq(x_train, y_train, rcond=None)[0]


def make(name):
    if name == "linear":
        return Wrapper()
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


data = np.load("train.npz")
model = make(sys.argv[1])
if isinstance(model, Wrapper):
    model.fit(x_train=data["x"], y_train=data["y"])
else:
    model.fit(data["x"], data["y"], epochs=20, validation_split=0.2)
