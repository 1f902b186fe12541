# Some runs have validation data.
import sys

import numpy as np
from tensorflow import keras

data = np.load("train.npz")
validation_data = None
if len(sys.argv) > 1:
    held_out = np.load(sys.argv[1])
    validation_data = (held_out["x"], held_out["y"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_data=validation_data)
