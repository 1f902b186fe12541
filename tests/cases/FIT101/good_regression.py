# A regression has no classes to balance.
import numpy as np
from tensorflow import keras

class_counts = {"rural": 20_000, "urban": 800}
data = np.load("rents.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse", metrics=["mae"])
model.fit(data["x"], data["rent"], validation_split=0.2)
