# Layers of a model class, connected in its call method.
import keras
import numpy as np
from keras import layers


class Classifier(keras.Model):
    def __init__(self):
        super().__init__()
        self.first = layers.Dense(64)  # FIT303
        self.second = layers.Dense(32, activation="relu")
        self.out = layers.Dense(3, activation="softmax")

    def call(self, inputs):
        return self.out(self.second(self.first(inputs)))


data = np.load("train.npz")
model = Classifier()
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
