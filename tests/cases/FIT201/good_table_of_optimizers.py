# Which optimizer of the table is taken is not known.
import sys

import numpy as np
from tensorflow import keras

OPTIMIZERS = {
    "adam": keras.optimizers.Adam(0.001),
    "sgd": keras.optimizers.SGD(0.5),
}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=OPTIMIZERS[sys.argv[1]], loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
