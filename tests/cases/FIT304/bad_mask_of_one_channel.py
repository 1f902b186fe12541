# A convolution with one filter: softmax over one channel.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((64, 64, 3))
x = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
masks = layers.Conv2D(1, 1, activation="softmax")(x)  # FIT304
model = keras.Model(inputs, masks)
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
