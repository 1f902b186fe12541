# The activation is a layer, a function, or a Lambda that nobody can see through.
import keras
import numpy as np
import tensorflow as tf
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
x = layers.Dense(8, activation="relu")(inputs)
outputs = [
    layers.Activation("sigmoid", dtype="float32")(layers.Dense(1)(x)),
    tf.nn.sigmoid(layers.Dense(1)(x)),
    keras.activations.sigmoid(layers.Dense(1)(x)),
    layers.Lambda(lambda t: 1 / (1 + tf.exp(-t)))(layers.Dense(1)(x)),
    tf.clip_by_value(layers.Dense(1)(x), 0.0, 1.0),
]
model = keras.Model(inputs, outputs)
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], [data["y"]] * 5, validation_split=0.1)
