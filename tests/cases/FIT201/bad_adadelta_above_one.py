# Adadelta is defined with a rate of one; two is above it.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adadelta(learning_rate=2.0), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
