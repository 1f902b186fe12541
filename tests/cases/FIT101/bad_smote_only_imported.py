# SMOTE is imported and used on nothing.
import numpy as np
from imblearn.over_sampling import SMOTE  # noqa: F401
from tensorflow import keras

class_counts = {"ok": 30_000, "defect": 250}  # FIT101
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
