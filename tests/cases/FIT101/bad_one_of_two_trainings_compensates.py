# The first training is weighted, the second is not: each must be.
import numpy as np
from tensorflow import keras

class_counts = {0: 9500, 1: 500}  # FIT101
weights = {0: 0.53, 1: 10.0}
data = np.load("train.npz")


def build(units):
    model = keras.Sequential([keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy")
    return model


small = build(8)
small.fit(data["x"], data["y"], class_weight=weights, validation_split=0.2)
large = build(64)
large.fit(data["x"], data["y"], validation_split=0.2)
