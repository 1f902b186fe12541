# GaussianDropout and SpatialDropout belong to the family as well.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
first = keras.Sequential([layers.Dense(64, "relu"), layers.GaussianDropout(0.2), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(1)])
first.compile("adam", "mse")
first.fit(data["x"], data["y"], validation_split=0.2)

second = keras.Sequential([
    layers.Embedding(5000, 32),
    layers.SpatialDropout1D(0.2),
    layers.Flatten(),
    layers.Dense(64, "relu"),
    layers.Dense(64, "relu"),
    layers.Dense(64, "relu"),
    layers.Dense(1, "sigmoid"),
])
second.compile("adam", "binary_crossentropy")
second.fit(data["tokens"], data["label"], validation_split=0.2)
