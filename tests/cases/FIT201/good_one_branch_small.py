# One of two possible rates is fine, so nothing is certain.
import sys

import numpy as np
from tensorflow import keras

if sys.argv[1] == "pretrain":
    lr = 0.1
else:
    lr = 0.0001

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(lr), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
