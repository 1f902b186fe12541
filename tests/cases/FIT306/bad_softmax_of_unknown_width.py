# However many outputs there are, a binary loss does not know that they add up to 1.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
classes = len(set(data["y"]))
inputs = keras.Input((28, 28, 1))
x = layers.Conv2D(classes, 28, activation="relu")(inputs)
outputs = layers.Activation("softmax")(layers.Flatten()(x))
model = keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")  # FIT306
model.fit(data["x"], data["y"], validation_split=0.1)
