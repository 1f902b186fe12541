# Two files are loaded; one declares balanced classes, the other does not.
import numpy as np
import yaml
from tensorflow import keras

day = yaml.safe_load(open("day.yaml"))
night = yaml.safe_load(open("night.yaml"))
for config in (day, night):
    data = np.load(config["file"])
    model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(data["x"], data["y"], validation_split=0.2)
