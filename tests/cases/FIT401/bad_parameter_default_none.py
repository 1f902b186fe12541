# The method could take validation data; its only caller gives none.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential


class Regressor:
    def __init__(self):
        self.net = Sequential([Dense(32, activation="relu"), Dense(1)])
        self.net.compile("adam", "mse")

    def train(self, x, y, validation_data=None):
        return self.net.fit(x, y, epochs=20, validation_data=validation_data)  # FIT401


data = np.load("train.npz")
Regressor().train(data["x"], data["y"])
