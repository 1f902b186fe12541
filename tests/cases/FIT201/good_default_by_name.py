# An optimizer named by a string has its default rate.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
second = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
second.compile("sgd", "mse")
second.fit(data["x"], data["y"], validation_split=0.1)
