# The same name holds a harmless optimizer first and a large one when it counts.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
opt = keras.optimizers.Adam(1e-3)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
opt = keras.optimizers.Adam(1e-1)  # FIT201
model.compile(opt, "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
