# A wrapper class of the project whose own fit holds data back.
import numpy as np
from tensorflow import keras


class Model:
    def __init__(self):
        self.network = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
        self.network.compile("adam", "mse")

    def fit(self, x, y):
        cut = int(0.8 * len(x))
        self.network.fit(x[:cut], y[:cut], epochs=20, validation_data=(x[cut:], y[cut:]))
        return self


data = np.load("train.npz")
model = Model()
model.fit(data["x"], data["y"])
