# Two files of the project import each other; both are read, once.
import numpy as np
import network
from tensorflow import keras

RATE = 0.3

if __name__ == "__main__":
    data = np.load("train.npz")
    model = network.build()
    model.compile(keras.optimizers.Adam(RATE), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.2)
