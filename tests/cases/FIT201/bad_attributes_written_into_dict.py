# A bunch: what it is given becomes its attributes.
import keras
import numpy as np


class Bunch:
    def __init__(self, **given):
        self.__dict__.update(given)


settings = Bunch(rate=0.08)
d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings.rate), "mse")  # FIT201
model.fit(d["x"], d["y"], epochs=20, validation_split=0.2)
