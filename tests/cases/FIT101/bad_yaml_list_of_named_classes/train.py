# A list of classes with a name and a count each, below the key data.
import numpy as np
import yaml
from tensorflow import keras

with open("config.yaml") as stream:
    config = yaml.safe_load(stream)

names = [entry["name"] for entry in config["data"]["classes"]]
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(len(names), "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
