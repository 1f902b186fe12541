# One sigmoid is a gate; the two after it are hidden layers.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((32,))
gate = layers.Dense(32, activation="sigmoid")(inputs)
x = layers.multiply([inputs, gate])
x = layers.Dense(32, activation="sigmoid")(x)  # FIT302
x = layers.Dense(32, activation="sigmoid")(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
