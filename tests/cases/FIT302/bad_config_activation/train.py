# The name of the activation is read from a YAML file.
from pathlib import Path

import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(Path("model.yaml").read_text())
data = np.load("train.npz")
model = keras.Sequential()
for units in config["hidden"]:
    model.add(keras.layers.Dense(units, activation=config["activation"]))  # FIT302
model.add(keras.layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
