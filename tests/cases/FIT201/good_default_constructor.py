# Constructors without a rate; other numbers in the call are no rates.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(beta_1=0.5, epsilon=0.1), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
second = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
second.compile(optimizer=keras.optimizers.SGD(momentum=0.9), loss="mse")
second.fit(data["x"], data["y"], validation_split=0.1)
