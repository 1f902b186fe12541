# The same guard inside a function is Python.
import keras
import numpy as np


def main():
    x, y = np.load("x.npy"), np.load("y.npy")
    if x.shape[0] == 0:
        return
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(x, y, epochs=20, validation_split=0.2)


main()
