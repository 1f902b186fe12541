# A clone of a model is a model.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
original = keras.Sequential([keras.Input((10,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
copy = keras.models.clone_model(original)
copy.compile("adam", "mse")
copy.fit(data["x"], data["y"], epochs=10)  # FIT401
