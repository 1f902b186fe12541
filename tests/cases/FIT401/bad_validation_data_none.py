# validation_data=None is no data.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
validation = None
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_data=None)  # FIT401
model.fit(data["x"], data["y"], validation_data=validation, validation_split=0.0)  # FIT401
