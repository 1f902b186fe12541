# A small U-Net whose 1x1 convolution at the end gives the mask.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input((128, 128, 1))
c1 = layers.Conv2D(16, 3, activation="relu", padding="same")(image)
p1 = layers.MaxPooling2D()(c1)
c2 = layers.Conv2D(32, 3, activation="relu", padding="same")(p1)
u1 = layers.Conv2DTranspose(16, 2, strides=2, padding="same")(c2)
c3 = layers.Conv2D(16, 3, activation="relu", padding="same")(layers.concatenate([u1, c1]))
mask = layers.Conv2D(1, 1, activation="sigmoid")(c3)
model = keras.Model(image, mask)
model.compile("adam", "binary_crossentropy")
data = np.load("cells.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
