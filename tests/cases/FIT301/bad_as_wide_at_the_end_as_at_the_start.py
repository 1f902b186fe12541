# As many numbers out as in make no autoencoder: x and y are different data.
import keras
import numpy as np
from keras.layers import Dense

x, y = np.load("sensors.npy"), np.load("forces.npy")
model = keras.Sequential(
    [
        keras.Input((40,)),
        Dense(256, activation="relu"),  # FIT301
        Dense(128, activation="relu"),
        Dense(16, activation="relu"),
        Dense(128, activation="relu"),
        Dense(40),
    ]
)
model.compile("adam", "mse")
model.fit(x, y, validation_split=0.2, epochs=100)
