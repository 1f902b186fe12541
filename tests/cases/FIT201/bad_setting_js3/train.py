# A JSON file in an EasyDict.
import json

import numpy as np
from easydict import EasyDict as edict
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


with open("cfg.json") as f:
    cfg = edict(json.load(f))
go(cfg.train.lr)
