# How long it trains is up to whoever starts it.
import sys

import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.2), "mse")
slower = keras.callbacks.ReduceLROnPlateau(patience=15)
model.fit(data["x"], data["y"], epochs=int(sys.argv[1]), validation_split=0.1, callbacks=[slower])
