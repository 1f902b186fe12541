# The keywords of fit come from outside and may hold the weights.
import numpy as np
from project.settings import fit_arguments
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], **fit_arguments)
