# Rates just below their limits.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.0099), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
model.compile(keras.optimizers.SGD(0.099, momentum=0.9), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
model.compile(keras.optimizers.Lion(0.0005), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
