# The rate is read from a TOML file.
import tomllib

import numpy as np
from tensorflow import keras

with open("settings.toml", "rb") as stream:
    settings = tomllib.load(stream)

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings["optimizer"]["rate"]), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.2)
