# The script turns the text that YAML 1.1 makes of 1e-1 into a number.
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("config.yaml"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=float(config["lr"])), loss="mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
