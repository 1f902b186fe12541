# A wrapper looks attributes up in the settings it holds.
import keras
import numpy as np


class Options:
    def __init__(self, values):
        self._values = values

    def __getattr__(self, name):
        return self._values[name]


settings = Options({"rate": 0.08})
d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings.rate), "mse")  # FIT201
model.fit(d["x"], d["y"], epochs=20, validation_split=0.2)
