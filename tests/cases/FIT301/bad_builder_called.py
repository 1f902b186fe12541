# A builder function that the module calls.
import numpy as np
from keras import Sequential
from keras.layers import Dense, Input


def build(n_inputs, n_outputs):
    model = Sequential()
    model.add(Input((n_inputs,)))
    model.add(Dense(64, activation="relu"))  # FIT301
    model.add(Dense(64, activation="relu"))
    model.add(Dense(64, activation="relu"))
    model.add(Dense(n_outputs))
    return model


data = np.load("robot.npz")
model = build(21, 7)
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=100, validation_split=0.1)
