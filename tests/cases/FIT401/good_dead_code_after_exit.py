# The fit below sys.exit never runs.
import sys

import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
sys.exit()

model.fit(data["x"], data["y"], epochs=100)
