# Side outputs of a deep network, all of them sigmoids.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input((64, 64, 3))
x1 = layers.Conv2D(16, 3, activation="relu", padding="same")(image)
side1 = layers.Conv2D(1, 1, activation="sigmoid", name="side1")(x1)
x2 = layers.Conv2D(16, 3, activation="relu", padding="same")(x1)
side2 = layers.Conv2D(1, 1, activation="sigmoid", name="side2")(x2)
x3 = layers.Conv2D(16, 3, activation="relu", padding="same")(x2)
side3 = layers.Conv2D(1, 1, activation="sigmoid", name="side3")(x3)
model = keras.Model(image, [side1, side2, side3])
model.compile("adam", "binary_crossentropy")
data = np.load("edges.npz")
model.fit(data["x"], [data["y"]] * 3, validation_split=0.2)
