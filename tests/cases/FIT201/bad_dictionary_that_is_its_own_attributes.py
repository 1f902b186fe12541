# The usual recipe: a dict whose attributes are its entries.
import keras
import numpy as np


class AttrDict(dict):
    def __init__(self, *args, **kwargs):
        super(AttrDict, self).__init__(*args, **kwargs)
        self.__dict__ = self


settings = AttrDict(rate=0.08, rounds=20)
d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings.rate), "mse")  # FIT201
model.fit(d["x"], d["y"], epochs=20, validation_split=0.2)
