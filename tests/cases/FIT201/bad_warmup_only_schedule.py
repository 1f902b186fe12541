# The schedule only rises: it warms up to 0.1 and stays there.
import numpy as np
from tensorflow import keras
from tensorflow.keras.optimizers import schedules

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(schedules.PolynomialDecay(0.0, 1000, end_learning_rate=0.1)), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=50, validation_split=0.1)
