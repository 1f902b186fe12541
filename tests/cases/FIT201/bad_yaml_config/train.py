# The rate is read from a YAML file beside the script.
import os

import numpy as np
import yaml
from tensorflow import keras

here = os.path.dirname(os.path.abspath(__file__))
with open(os.path.join(here, "config.yaml")) as stream:
    config = yaml.safe_load(stream)

params = config["training"]
data = np.load(config["data"]["path"])
model = keras.Sequential([keras.layers.Dense(params["units"], activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=params["learning_rate"]), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=params["epochs"], validation_split=0.2)
