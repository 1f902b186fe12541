# Tuners have their own entry; AutoKeras holds data back by itself.
import autokeras as ak
import keras_tuner as kt
import numpy as np
from tensorflow import keras


def build(hp):
    model = keras.Sequential([keras.layers.Dense(hp.Int("units", 8, 64), activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


data = np.load("train.npz")
tuner = kt.Hyperband(build, objective="loss", max_epochs=10)
tuner.search(data["x"], data["y"])
automatic = ak.StructuredDataRegressor(max_trials=3)
automatic.fit(data["x"], data["y"])
