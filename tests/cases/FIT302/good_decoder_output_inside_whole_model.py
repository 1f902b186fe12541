# The decoder is a model of its own; its sigmoid is the output of the whole.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

encoder = keras.Sequential([layers.Dense(256, activation="relu"), layers.Dense(16)], name="encoder")
decoder = keras.Sequential([layers.Dense(256, activation="relu"), layers.Dense(784, activation="sigmoid")], name="decoder")
image = keras.Input((784,))
whole = keras.Model(image, decoder(encoder(image)))
whole.compile("adam", "binary_crossentropy")
x = np.load("digits.npz")["x"]
whole.fit(x, x, validation_split=0.1)
