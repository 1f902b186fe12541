# The same gate with a 1x1 convolution and a separate Activation layer.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input((32, 32, 3))
x = layers.Conv2D(32, 3, activation="relu")(image)
x = layers.Conv2D(32, 3, activation="relu")(x)
for _ in range(2):
    se = layers.GlobalAveragePooling2D(keepdims=True)(x)
    se = layers.Conv2D(8, 1, activation="relu")(se)
    se = layers.Conv2D(32, 1)(se)
    se = layers.Activation("sigmoid")(se)
    x = layers.multiply([x, se])
model = keras.Model(image, layers.Dense(10)(layers.Flatten()(x)))
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
data = np.load("cifar.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
