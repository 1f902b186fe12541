# Activations as tensor functions, lambdas and layers of their own.
import keras
import numpy as np
import tensorflow as tf
from keras import backend as K
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
x = tf.nn.relu(layers.Dense(64)(inputs))
x = keras.activations.gelu(layers.Dense(64)(x))
x = K.relu(layers.Dense(64)(x), alpha=0.1)
x = layers.Dense(64, activation=tf.nn.swish)(x)
x = layers.Dense(64, activation=lambda t: t * tf.sigmoid(t))(x)
x = layers.PReLU()(layers.Dense(64)(x))
x = layers.Lambda(lambda t: tf.nn.elu(t))(layers.Dense(64)(x))
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
