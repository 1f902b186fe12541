# What np.bincount returns is not known.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
class_counts = np.bincount(data["y"])
samples_per_class = {i: int(n) for i, n in enumerate(class_counts)}
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
