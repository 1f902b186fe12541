# A convolution at the end gives pixels.
import keras
import numpy as np
from keras import layers

data = np.load("photos.npz")
model = keras.Sequential([
    layers.Conv2D(32, 3, padding="same", activation="relu"),
    layers.Conv2D(3, 3, padding="same", activation="relu"),
])
model.compile("adam", "mse")
model.fit(data["small"], data["large"], validation_split=0.1)
