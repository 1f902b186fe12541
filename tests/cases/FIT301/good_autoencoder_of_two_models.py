# Encoder and decoder are models of their own; the whole is trained on x -> x.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.load("spectra.npz")["x"]
encoder = keras.Sequential([layers.Dense(256, "relu"), layers.Dense(64, "relu"), layers.Dense(8)], name="encoder")
decoder = keras.Sequential([layers.Dense(64, "relu"), layers.Dense(256, "relu"), layers.Dense(1000)], name="decoder")
inputs = keras.Input((1000,))
autoencoder = keras.Model(inputs, decoder(encoder(inputs)))
autoencoder.compile("adam", "mse")
autoencoder.fit(x, x, epochs=100, validation_split=0.1)
