# Shares instead of counts.
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("config.yaml", encoding="utf-8"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, "relu"), keras.layers.Dense(3, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=config["epochs"], validation_split=0.2)
