# A generator projects its noise and lays it out as a picture.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(7 * 7 * 64),
    layers.Reshape((7, 7, 64)),
    layers.BatchNormalization(),
    layers.Conv2DTranspose(32, 5, strides=2, padding="same", activation="relu"),
    layers.Conv2DTranspose(1, 5, strides=2, padding="same", activation="sigmoid"),
])
model.compile("adam", "mse")
model.fit(data["z"], data["x"], validation_split=0.1)
