# The dictionary gets its validation data after it was made.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
fit_config = dict(epochs=30, batch_size=64)
fit_config["validation_data"] = (data["x_val"], data["y_val"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], **fit_config)
