# Counters that start at zero are no declaration.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
class_counts = {0: 0, 1: 0}
for label in data["y"]:
    class_counts[int(label)] += 1
print(class_counts)
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
