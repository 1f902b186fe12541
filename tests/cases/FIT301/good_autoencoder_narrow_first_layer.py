# The first layer is narrower than the input, which is as wide as the output.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.load("images.npy")
model = keras.Sequential()
model.add(layers.Dense(154, activation="relu", input_shape=(784,)))
model.add(layers.Dense(1024, activation="relu"))
model.add(layers.Dense(2048, activation="relu"))
model.add(layers.Dense(784, activation="sigmoid"))
model.compile("adam", "mse")
model.fit(x, x, epochs=30, validation_split=0.1)
