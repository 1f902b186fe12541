# class_weight=None is no weight.
import numpy as np
from tensorflow import keras

class_counts = {"ok": 30_000, "defect": 250}  # FIT101
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], class_weight=None, sample_weight=None, validation_split=0.2)
