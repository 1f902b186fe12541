# Both come from one table, and neither is made from the other.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

table = np.load("forces.npz")
model = keras.Sequential()
model.add(layers.Dense(128, activation="relu", input_dim=12))  # FIT301
model.add(layers.Dense(4, activation="relu"))
model.add(layers.Dense(128, activation="relu"))
model.add(layers.Dense(12))
model.compile("adam", "mse")
model.fit(table["before"], table["after"], epochs=100, validation_split=0.1)
