# A library that reads JSON with comments.
import json5
import keras
import numpy as np

options = json5.load(open("settings.json5"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=options["training"]["learning_rate"]), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
