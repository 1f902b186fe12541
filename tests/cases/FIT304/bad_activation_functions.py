# Softmax as a function of TensorFlow or Keras, and as a layer.
import keras
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
hidden = layers.Dense(8, activation="relu")(inputs)
one = tf.nn.softmax(layers.Dense(1)(hidden))  # FIT304
two = K.softmax(layers.Dense(1)(hidden))  # FIT304
three = layers.Dense(1, activation=tf.nn.softmax)(hidden)  # FIT304
four = layers.Dense(1, activation=keras.activations.softmax)(hidden)  # FIT304
five = layers.Softmax()(layers.Dense(1)(hidden))  # FIT304
model = keras.Model(inputs, [one, two, three, four, five])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], [data["y"]] * 5, validation_split=0.1)
