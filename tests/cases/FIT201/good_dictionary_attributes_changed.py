# An entry is replaced through the attribute before it is used.
import keras
import numpy as np


class AttrDict(dict):
    __getattr__ = dict.__getitem__
    __setattr__ = dict.__setitem__


settings = AttrDict(rate=0.08)
settings.rate = 0.001
d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings["rate"]), "mse")
model.fit(d["x"], d["y"], epochs=20, validation_split=0.2)
