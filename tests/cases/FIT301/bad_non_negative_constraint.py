# Weights that must not be negative can still grow without limit.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
positive = keras.constraints.NonNeg()
model = keras.Sequential()
model.add(layers.Dense(64, activation="relu", kernel_constraint=positive))  # FIT301
model.add(layers.Dense(64, activation="relu", kernel_constraint=positive))
model.add(layers.Dense(64, activation="relu", kernel_constraint=positive))
model.add(layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
