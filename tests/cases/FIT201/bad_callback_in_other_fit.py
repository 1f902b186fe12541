# ReduceLROnPlateau helps the first model; the second is trained without it.
import numpy as np
from tensorflow import keras
from tensorflow.keras.callbacks import ReduceLROnPlateau

data = np.load("train.npz")

first = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
first.compile(keras.optimizers.Adam(0.05), "mse")
first.fit(data["x"], data["y"], epochs=80, validation_split=0.1, callbacks=[ReduceLROnPlateau()])

second = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
second.compile(keras.optimizers.Adam(0.05), "mse")  # FIT201
second.fit(data["x"], data["y"], epochs=80, validation_split=0.1)
