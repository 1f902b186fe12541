# One compile call in a loop over models is one finding.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


def small():
    return keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)])


def large():
    return keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)])


data = np.load("train.npz")
for build in (small, large):
    model = build()
    model.compile(keras.optimizers.Adam(0.1), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)
