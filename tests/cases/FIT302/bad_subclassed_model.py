# A subclassed model: layers made in __init__, connected in call.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Net(keras.Model):
    def __init__(self):
        super().__init__()
        self.d1 = layers.Dense(64, activation="sigmoid")  # FIT302
        self.d2 = layers.Dense(64, activation="sigmoid")
        self.out = layers.Dense(1)

    def call(self, inputs):
        return self.out(self.d2(self.d1(inputs)))


data = np.load("train.npz")
net = Net()
net.compile("adam", "mse")
net.fit(data["x"], data["y"], validation_split=0.2)
