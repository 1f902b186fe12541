# Divided by the largest of them, but with the sign turned: they lie below 0.
import keras
import numpy as np

d = np.load("waves.npz")
depth = -d["height"] / d["height"].max()
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="relu")])  # FIT307
model.compile("adam", "mse")
model.fit(d["x"], depth, epochs=30, validation_split=0.2)
