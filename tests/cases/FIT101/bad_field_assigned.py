# The counts are assigned to a field.
from dataclasses import dataclass, field

import keras
import numpy as np


@dataclass
class Options:
    label_counts: dict = field(default_factory=dict)


options = Options()
options.label_counts = {"ok": 5200, "worn": 170}  # FIT101
x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(len(options.label_counts), activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=9, validation_split=0.2)
