# The share of the positive class in an INI file; inline comments are part of the value there.
# expect: settings.ini:3
import configparser

import numpy as np
from tensorflow import keras

settings = configparser.ConfigParser()
settings.read("settings.ini")
data = np.load(settings["data"]["file"])
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
