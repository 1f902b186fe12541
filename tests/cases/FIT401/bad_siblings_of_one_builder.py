# Three models from one builder, trained alike: the first stands for all.
import numpy as np
from tensorflow import keras


def network(units):
    model = keras.Sequential([keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


x, y = np.load("x.npy"), np.load("y.npy")
small, middle, large = network(8), network(32), network(128)
small.fit(x, y, epochs=40)  # FIT401
middle.fit(x, y, epochs=40)
large.fit(x, y, epochs=40)
