# Trained on x -> x, but the middle is wider than the ends: nothing forces it to compress.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("signals.npz")
inputs = keras.Input((16,))
x = layers.Dense(64, activation="relu")(inputs)  # FIT301
x = layers.Dense(128, activation="relu")(x)
x = layers.Dense(64, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(16)(x))
model.compile("adam", "mse")
model.fit(data["x"], data["x"], epochs=50, validation_split=0.1)
