# An optimizer that is built and then left lying.
import numpy as np
from tensorflow import keras

fast = keras.optimizers.Adam(learning_rate=0.5)
slow = keras.optimizers.Adam(learning_rate=0.001)

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=slow, loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
