# The rate is read from a JSON file in a sub-folder.
import json
from pathlib import Path

import keras
import numpy as np

config = json.loads((Path(__file__).parent / "conf" / "train.json").read_text())
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.RMSprop(config["lr"]), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=config["epochs"], validation_split=0.2)
