# A function makes the optimizer whose name it is given.
import numpy as np
from tensorflow import keras


def make_optimizer(name, rate):
    if name == "adam":
        return keras.optimizers.Adam(rate)  # FIT201
    elif name == "sgd":
        return keras.optimizers.SGD(rate, momentum=0.9)
    raise ValueError(name)


data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(make_optimizer("adam", 0.05), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
