# Only the configuration file is passed to the linter; a script of the project loads it and trains.
# check: config.yaml
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("config.yaml"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], epochs=config["epochs"], validation_split=0.2)
