# A regularizer with a factor of zero does nothing.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers, regularizers

WEIGHT_DECAY = 0.0
data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(64, activation="relu", kernel_regularizer=regularizers.l2(WEIGHT_DECAY)),  # FIT301
    layers.Dense(64, activation="relu", kernel_regularizer=regularizers.l2(0)),
    layers.Dense(64, activation="relu", kernel_regularizer=None),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
