# The caller hands in the callbacks: what they do is not known here.
import numpy as np
from tensorflow import keras


def train(path, callbacks):
    data = np.load(path)
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
    model.fit(data["x"], data["y"], validation_split=0.1, callbacks=callbacks)
    return model
