# The model is global, a function trains it.
import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")


def train(path="train.npz"):
    data = np.load(path)
    return model.fit(data["x"], data["y"], epochs=10)  # FIT401


if __name__ == "__main__":
    history = train()
