# The rate is read from an INI file through configparser.
import configparser

import numpy as np
from tensorflow import keras

config = configparser.ConfigParser()
config.read("settings.ini")

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
rate = config.getfloat("training", "learning_rate")
model.compile(keras.optimizers.SGD(learning_rate=rate), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=config.getint("training", "epochs"), validation_split=0.2)
