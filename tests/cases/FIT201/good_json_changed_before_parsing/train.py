# What stands in the text is replaced before it is parsed.
import json

import keras
import numpy as np

text = open("settings.json").read()
text = text.replace("0.05", "0.001")
options = json.loads(text)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=options["training"]["learning_rate"]), loss="mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
