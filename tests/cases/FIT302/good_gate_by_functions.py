# Products written with functions of TensorFlow and Keras, and with an augmented assignment.
import keras
import numpy as np
import tensorflow as tf
from keras import layers, ops

x = inputs = keras.Input((64,))
x = layers.Dense(64, activation="relu")(x)
x = tf.multiply(x, layers.Dense(64, activation="sigmoid")(x))
x = layers.Dense(64, activation="relu")(x)
x = ops.multiply(layers.Dense(64, activation="sigmoid")(x), x)
x = layers.Dense(64, activation="relu")(x)
x *= layers.Dense(64, activation="sigmoid")(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
