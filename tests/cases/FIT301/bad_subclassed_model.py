# A subclassed model: layers made in __init__, connected in call.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Mlp(keras.Model):
    def __init__(self, num_classes):
        super().__init__()
        self.first = layers.Dense(128, activation="relu")  # FIT301
        self.second = layers.Dense(128, activation="relu")
        self.third = layers.Dense(64, activation="relu")
        self.head = layers.Dense(num_classes, activation="softmax")

    def call(self, inputs):
        x = self.first(inputs)
        x = self.second(x)
        x = self.third(x)
        return self.head(x)


data = np.load("train.npz")
model = Mlp(num_classes=4)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
