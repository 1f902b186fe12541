# A detector: sigmoid heads are joined into the output; no weight layer follows.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input((96, 96, 3))
x = layers.Conv2D(16, 3, strides=2, activation="relu")(image)
x = layers.Conv2D(32, 3, strides=2, activation="relu")(x)
x = layers.Conv2D(64, 3, strides=2, activation="relu")(x)
objectness = layers.Conv2D(1, 1, activation="sigmoid")(x)
box = layers.Conv2D(4, 1, activation="sigmoid")(x)
output = layers.Reshape((-1, 5))(layers.Concatenate()([objectness, box]))
model = keras.Model(image, output)
model.compile("adam", "mse")
data = np.load("boxes.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
