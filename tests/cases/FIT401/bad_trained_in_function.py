# The function that trains gets the model from the main program.
import numpy as np
from tensorflow import keras


def train(network, features, targets):
    network.compile("adam", "mse")
    network.fit(features, targets, epochs=40)  # FIT401


data = np.load("train.npz")
train(keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)]), data["x"], data["y"])
