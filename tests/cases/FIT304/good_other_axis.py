# Softmax over the positions, by its axis or behind Flatten.
import keras
import numpy as np
import tensorflow as tf
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((20, 8))
x = layers.LSTM(16, return_sequences=True)(inputs)
one = layers.Softmax(axis=1)(layers.Dense(1)(x))
two = tf.nn.softmax(layers.Dense(1)(x), axis=1)
three = layers.Activation("softmax")(layers.Flatten()(layers.Dense(1)(x)))
three = layers.Reshape((20, 1))(three)
x = layers.multiply([x, one, two, three])
x = layers.GlobalAveragePooling1D()(x)
model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
