# A sigmoid gate chooses between two experts.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((20,))
shared = layers.Dense(64, activation="relu")(inputs)
first = layers.Dense(64, activation="relu")(layers.Dense(64, activation="relu")(shared))
second = layers.Dense(64, activation="relu")(layers.Dense(64, activation="relu")(shared))
gate = layers.Dense(1, activation="sigmoid")(shared)
mixed = gate * first + (1.0 - gate) * second
model = keras.Model(inputs, layers.Dense(1)(mixed))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
