# The focal loss as a string.
import numpy as np
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", loss="binary_focal_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
