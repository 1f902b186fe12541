# The configuration file does not exist, so the rate is unknown.
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("does_not_exist.yaml"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(config["lr"]), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
