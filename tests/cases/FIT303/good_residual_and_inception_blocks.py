# Linear layers that feed a sum or a concatenation.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((32, 32, 16))
x = layers.Conv2D(16, 3, padding="same")(inputs)
x = layers.BatchNormalization()(x)
x = layers.Activation("relu")(layers.add([x, inputs]))
one = layers.Conv2D(8, 3, padding="same")(x)
two = layers.Conv2D(8, 5, padding="same")(x)
x = layers.concatenate([one, two])
x = layers.Conv2D(16, 3, activation="relu")(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
