# Counts of something else than classes.
import numpy as np
from tensorflow import keras

word_counts = {"the": 50_000, "axolotl": 2}
counts_per_user = [12_000, 3]
class_names = {"cat": 12_000, "dog": 3}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
