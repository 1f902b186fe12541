# "bce" is a name of the binary cross-entropy.
import keras
import numpy as np

d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])  # FIT305
model.compile("adam", "bce")
model.fit(d["x"], d["y"], epochs=30, validation_split=0.2)

inputs = keras.Input((12,))
flags = keras.layers.Dense(4, name="flags")(keras.layers.Dense(32, activation="relu")(inputs))  # FIT305
other = keras.Model(inputs, flags)
other.compile("adam", {"flags": "BCE"})
other.fit(d["x"], d["flags"], epochs=30, validation_split=0.2)
