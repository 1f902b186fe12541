# The rate is an attribute of the trainer, the model another one.
import numpy as np
from tensorflow import keras


class Trainer:
    def __init__(self, path, learning_rate=0.05):
        self.data = np.load(path)
        self.learning_rate = learning_rate
        self.model = self._build()

    def _build(self):
        model = keras.Sequential()
        model.add(keras.layers.Dense(32, activation="relu"))
        model.add(keras.layers.Dense(1, activation="sigmoid"))
        optimizer = keras.optimizers.Adam(self.learning_rate)  # FIT201
        model.compile(loss="binary_crossentropy", optimizer=optimizer)
        return model

    def train(self):
        self.model.fit(self.data["x"], self.data["y"], epochs=20, validation_split=0.1)


Trainer("train.npz").train()
