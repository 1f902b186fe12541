# weight_decay=0 and weight_decay=None are no weight decay.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),  # FIT301
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1),
])
model.compile(keras.optimizers.Adam(1e-3, weight_decay=0.0), "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
