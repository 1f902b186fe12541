# The script assigns a lower rate between two trainings.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.SGD(0.3), loss="mse")
model.fit(data["x"], data["y"], epochs=10, validation_split=0.1)
model.optimizer.learning_rate = 0.01
model.fit(data["x"], data["y"], epochs=40, validation_split=0.1)
