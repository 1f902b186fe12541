# A second compile takes the place of the first before anything is trained.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.5), loss="mse")
model.compile(optimizer=keras.optimizers.Adam(0.001), loss="mae")
model.fit(data["x"], data["y"], validation_split=0.1)
