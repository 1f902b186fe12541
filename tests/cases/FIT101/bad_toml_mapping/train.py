# Samples of each class in a TOML table.
from pathlib import Path

import numpy as np
import tomllib
from tensorflow import keras

settings = tomllib.loads((Path(__file__).parent / "dataset.toml").read_text())
data = np.load(settings["file"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
