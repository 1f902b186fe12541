# Lines that are comments are left out, the others joined.
import json

import keras
import numpy as np

with open("settings.json") as handle:
    kept = [line for line in handle if not line.strip().startswith("//")]
options = json.loads("".join(kept))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=options["training"]["learning_rate"]), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
