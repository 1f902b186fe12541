# A NamedTuple holds the settings.
from typing import NamedTuple

import numpy as np
from tensorflow import keras


class Config(NamedTuple):
    units: int
    rate: float = 0.5


config = Config(units=16)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(config.units, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(config.rate), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
