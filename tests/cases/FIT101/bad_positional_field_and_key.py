# Counts given by position to a dataclass, and written under a key of a mapping.
from dataclasses import dataclass

import numpy as np
from tensorflow import keras


@dataclass
class Site:
    name: str
    class_counts: dict


north = Site("north", {"calm": 8800, "storm": 240})  # FIT101
settings = {}
settings["label_distribution"] = {"calm": 0.98, "storm": 0.02}  # FIT101
x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(12, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, validation_split=0.2)
