# Ten to one is the limit and counts.
import numpy as np
from tensorflow import keras

class_counts = {"a": 1000, "b": 600, "c": 100}  # FIT101
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
