# An ml_collections ConfigDict from a function.
import numpy as np
import ml_collections
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


def get_config():
    config = ml_collections.ConfigDict()
    config.lr = 0.5
    return config


go(get_config().lr)
