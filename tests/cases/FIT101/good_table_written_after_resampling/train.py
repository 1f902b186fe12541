# Trains on a table that another script wrote after undersampling.
import numpy as np
import yaml
from tensorflow import keras

with open("settings.yaml") as file:
    settings = yaml.safe_load(file)

rows = np.load("out/part_a.npz")
model = keras.Sequential([keras.layers.Dense(20, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(rows["x"], rows["y"], epochs=settings["epochs"], validation_split=0.1)
