# The first fit runs blind for twenty epochs, the second one has validation data.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=20)  # FIT401
model.optimizer.learning_rate = 1e-4
model.fit(data["x"], data["y"], epochs=20, validation_data=(data["x_val"], data["y_val"]))
