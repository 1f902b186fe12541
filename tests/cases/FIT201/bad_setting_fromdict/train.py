# A dataclass made from a YAML file by class methods.
from dataclasses import dataclass

import numpy as np
import yaml
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


@dataclass
class Cfg:
    lr: float

    @classmethod
    def from_dict(cls, d):
        return cls(**d)

    @classmethod
    def load(cls, path):
        with open(path) as f:
            return cls.from_dict(yaml.safe_load(f)["optimizer"])


go(Cfg.load("conf/config.yaml").lr)
