# Class counts in a YAML file that the script loads; fit does nothing about them.
import numpy as np
import yaml
from tensorflow import keras

with open("config.yaml") as stream:
    config = yaml.safe_load(stream)

data = np.load(config["data"]["file"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy", metrics=["accuracy"])
model.fit(data["x"], data["y"], epochs=config["epochs"], validation_split=0.2)
