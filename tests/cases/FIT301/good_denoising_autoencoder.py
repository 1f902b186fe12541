# What goes in is made from what is wanted, with noise on top.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

images = np.load("images.npz")["x"] / 255
noisy = np.clip(images + 0.3 * np.random.normal(size=images.shape), 0, 1)
inputs = keras.Input(shape=(784,))
x = layers.Dense(128, activation="relu")(inputs)
x = layers.Dense(2, activation="relu")(x)
x = layers.Dense(128, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
model.compile("adam", "mse")
model.fit(noisy.reshape(-1, 784), images.reshape(-1, 784), epochs=100, validation_split=0.1)
