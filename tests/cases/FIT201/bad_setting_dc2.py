# A dataclass field with a default.
from dataclasses import dataclass, field

import numpy as np
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


@dataclass
class Cfg:
    lr: float = field(default=0.5)


go(Cfg().lr)
