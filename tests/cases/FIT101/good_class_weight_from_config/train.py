# Weights computed from the declared counts and passed to fit.
import numpy as np
import yaml
from tensorflow import keras

with open("config.yaml") as stream:
    counts = yaml.safe_load(stream)["class_counts"]

total = sum(counts.values())
class_weight = {i: total / (len(counts) * n) for i, n in enumerate(counts.values())}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], class_weight=class_weight, validation_split=0.2)
