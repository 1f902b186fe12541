# The file becomes an object with attributes; the declaration stays where it is.
from types import SimpleNamespace

import numpy as np
import yaml
from tensorflow import keras

with open("config.yaml") as stream:
    cfg = SimpleNamespace(**yaml.safe_load(stream))

data = np.load(cfg.path)
model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(cfg.n_classes, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
