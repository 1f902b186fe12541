# A subclassed model without a train_step of its own.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class Net(keras.Model):
    def __init__(self, classes):
        super().__init__()
        self.hidden = layers.Dense(64, activation="relu")
        self.head = layers.Dense(classes, activation="softmax")

    def call(self, x, training=False):
        return self.head(self.hidden(x))


data = np.load("train.npz")
net = Net(5)
net.compile("adam", "sparse_categorical_crossentropy")
net.fit(data["x"], data["y"], epochs=20)  # FIT401
