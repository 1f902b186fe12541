# A layer of the project whose call is one Dense layer: three of them are a row.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Block(layers.Layer):
    def __init__(self, units):
        super().__init__()
        self.dense = layers.Dense(units, activation="relu")  # FIT301

    def call(self, inputs):
        return self.dense(inputs)


data = np.load("train.npz")
model = keras.Sequential([Block(64), Block(64), Block(32), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
