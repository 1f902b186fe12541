# Whichever branch runs, the rate is too large.
import sys

import numpy as np
from tensorflow import keras

if len(sys.argv) > 1:
    lr = 0.5
else:
    lr = 0.2

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(lr), loss="mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
