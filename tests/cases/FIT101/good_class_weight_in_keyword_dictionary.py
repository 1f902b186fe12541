# The weights are in a dictionary that fit gets by **.
import numpy as np
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
arguments = {"epochs": 10, "class_weight": {0: 0.51, 1: 24.25}, "validation_split": 0.2}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], **arguments)
