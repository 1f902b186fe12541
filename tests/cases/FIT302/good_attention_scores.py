# A sigmoid scores the time steps; the scores weigh the sequence in a dot product.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((40, 32))
x = layers.Conv1D(64, 3, padding="same", activation="relu")(inputs)
x = layers.Conv1D(64, 3, padding="same", activation="relu")(x)
scores = layers.Dense(1, activation="sigmoid")(x)
context = layers.Dot(axes=1)([scores, x])
x = layers.Flatten()(context)
x = layers.Dense(32, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("series.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
