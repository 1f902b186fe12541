# A Normalization layer scales the inputs; it does not regularize.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("mpg.npz")
normalizer = layers.Normalization(axis=-1)
normalizer.adapt(data["x"])
model = keras.Sequential([
    normalizer,
    layers.Dense(64, activation="relu"),  # FIT301
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
model.compile(loss="mean_absolute_error", optimizer=keras.optimizers.Adam(0.001))
model.fit(data["x"], data["y"], validation_split=0.2, epochs=100)
