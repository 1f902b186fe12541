# One fit line, called for two models: one finding.
import numpy as np
from tensorflow import keras


def train(units, data):
    model = keras.Sequential([keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(data["x"], data["y"], epochs=10)  # FIT401
    return model


data = np.load("train.npz")
small = train(8, data)
large = train(64, data)
