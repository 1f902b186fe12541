# The constructor of a dict class wraps what it is given, entry by entry.
import keras
import numpy as np


class Settings(dict):
    __setattr__ = dict.__setitem__

    def __init__(self, content):
        for key, value in content.items():
            self[key] = Settings(value) if isinstance(value, dict) else value

    def __getattr__(self, name):
        return self[name]


settings = Settings({"fit": {"rate": 0.001}})
settings.fit.rate = 0.08
d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings.fit.rate), "mse")  # FIT201
model.fit(d["x"], d["y"], epochs=20, validation_split=0.2)
