# A segmentation network: logits for every pixel.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((64, 64, 3))
x = layers.Conv2D(16, 3, padding="same", activation="relu")(inputs)
x = layers.Conv2DTranspose(16, 3, padding="same", activation="relu")(x)
masks = layers.Conv2D(1, 1)(x)  # FIT305
model = keras.Model(inputs, masks)
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(data["x"], data["masks"], validation_split=0.1)
