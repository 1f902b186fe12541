# Labels below the key dataset, each with its number of samples.
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("config.yaml"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
