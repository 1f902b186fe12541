# A squared error of a line through an unknown number of inputs, and through many known ones.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
flat = keras.Sequential([keras.layers.Dense(1)])
flat.compile(keras.optimizers.Adam(0.04), "mse")  # FIT201
flat.fit(data["x"], data["y"], epochs=40, validation_split=0.1)
image = keras.Sequential([keras.layers.Flatten(input_shape=(12, 12)), keras.layers.Dense(2)])
image.compile(keras.optimizers.SGD(0.2), keras.losses.MeanSquaredError())  # FIT201
image.fit(data["u"], data["v"], epochs=40, validation_split=0.1)
