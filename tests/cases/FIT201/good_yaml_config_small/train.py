# The rate in the file is fine; a larger one stands under another key.
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("config.yaml"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(config["lr"]), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
