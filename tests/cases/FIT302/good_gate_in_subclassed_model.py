# A gate inside the call of a subclassed model.
import numpy as np
import tensorflow as tf
from tensorflow.keras import layers


class Gated(tf.keras.Model):
    def __init__(self):
        super().__init__()
        self.inner = layers.Dense(64, activation="relu")
        self.gate_one = layers.Dense(64, activation="sigmoid")
        self.gate_two = layers.Dense(64, activation="sigmoid")
        self.out = layers.Dense(1)

    def call(self, x):
        h = self.inner(x)
        h = h * self.gate_one(h)
        h = tf.multiply(h, self.gate_two(h))
        return self.out(h)


data = np.load("train.npz")
model = Gated()
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
