# A dataclass with a factory of another dataclass.
from dataclasses import dataclass, field

import numpy as np
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


@dataclass
class Opt:
    lr: float = 0.5


@dataclass
class Cfg:
    opt: Opt = field(default_factory=Opt)
    units: int = field(default=3)


c = Cfg()
go(c.opt.lr)
