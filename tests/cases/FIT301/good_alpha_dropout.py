# AlphaDropout belongs to the dropout family.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(64, activation="selu", kernel_initializer="lecun_normal"),
    layers.Dense(64, activation="selu", kernel_initializer="lecun_normal"),
    layers.AlphaDropout(0.1),
    layers.Dense(64, activation="selu", kernel_initializer="lecun_normal"),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
