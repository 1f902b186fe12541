# An epsilon near the default changes nothing.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.05, epsilon=1e-8), "mse")  # FIT201 warning
model.fit(data["x"], data["y"], epochs=40, validation_split=0.1)
