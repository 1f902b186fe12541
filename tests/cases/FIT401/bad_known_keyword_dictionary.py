# The dictionary behind ** is spelled out in the script and holds no validation.
import numpy as np
from tensorflow import keras

fit_config = {"epochs": 30, "batch_size": 64, "verbose": 2}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], **fit_config)  # FIT401
