# The plainest training: arrays and epochs.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer="adam", loss="mse")
model.fit(data["x"], data["y"], epochs=100, batch_size=32)  # FIT401
