# The dictionary is updated with what is not known.
import json
import sys

import numpy as np
from tensorflow import keras

settings = {"lr": 0.5, "epochs": 10}
settings.update(json.loads(sys.argv[1]))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings["lr"]), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
