# Two scripts load the same counts; this one passes weights.
import numpy as np
import yaml
from tensorflow import keras

counts = yaml.safe_load(open("config.yaml"))["class_counts"]
weights = {0: 1.0, 1: counts["background"] / counts["target"]}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], class_weight=weights, validation_split=0.2)
