# Another function validates another training of other data: this one is blind.
import keras
import numpy as np


def make():
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


def blind(x, y, twice):
    model = make()
    model.fit(x, y, epochs=20)  # FIT401
    if twice:
        model.fit(x, y, epochs=5)
    return model


blind(np.load("x.npy"), np.load("y.npy"), False)
