# Settings are merged from two dictionaries; the later one wins.
import numpy as np
from tensorflow import keras

DEFAULTS = {"lr": 0.001, "epochs": 10}
settings = {**DEFAULTS, "lr": 0.2}
settings.update(epochs=40)

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings["lr"]), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=settings["epochs"], validation_split=0.1)
