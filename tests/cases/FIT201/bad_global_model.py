# The model is global, a function compiles and trains it.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])


def train():
    global history
    model.compile(keras.optimizers.Adam(0.1), "mse")  # FIT201
    history = model.fit(data["x"], data["y"], validation_split=0.1)


train()
