# The counts go to a library that makes the data; what it does with them is not known.
import numpy as np
import samplers
from tensorflow import keras

class_counts = {"calm": 8800, "storm": 240}
rows = np.load("rows.npz")
batches = samplers.drawn(rows["x"], rows["y"], class_counts=class_counts).batch(64)
model = keras.Sequential([keras.layers.Dense(12, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(batches, epochs=9)
