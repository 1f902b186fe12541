# A gate inside a layer class of the project.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class GatedBlock(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.value = layers.Dense(units, activation="relu")
        self.gate = layers.Dense(units, activation="sigmoid")

    def call(self, x):
        return self.value(x) * self.gate(x)


data = np.load("train.npz")
model = keras.Sequential([GatedBlock(32), GatedBlock(32), GatedBlock(32), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
