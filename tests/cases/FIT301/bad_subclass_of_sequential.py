# A subclass of Sequential adds its layers in __init__.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Mlp(keras.Sequential):
    def __init__(self, units, outputs):
        super().__init__()
        self.add(layers.Dense(units, activation="relu"))  # FIT301
        self.add(layers.Dense(units, activation="relu"))
        self.add(layers.Dense(units, activation="relu"))
        self.add(layers.Dense(outputs))


data = np.load("train.npz")
model = Mlp(64, 1)
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
