# Two models, each with a row of its own.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
actor = keras.Sequential([
    layers.Dense(64, activation="relu"),  # FIT301
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(4, activation="softmax"),
])
actor.compile("adam", "categorical_crossentropy")
actor.fit(data["x"], data["actions"], validation_split=0.2)
critic = keras.Sequential([
    layers.Dense(128, activation="relu"),  # FIT301
    layers.Dense(128, activation="relu"),
    layers.Dense(128, activation="relu"),
    layers.Dense(1),
])
critic.compile("adam", "mse")
critic.fit(data["x"], data["values"], validation_split=0.2)
