# The keywords of fit come from outside and may hold callbacks.
import numpy as np
from project.settings import fit_config
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
model.fit(data["x"], data["y"], **fit_config)
