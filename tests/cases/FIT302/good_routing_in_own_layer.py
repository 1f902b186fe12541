# A decision tree as a layer: its sigmoids route samples, as in neural decision forests.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers


class NeuralTree(layers.Layer):
    def __init__(self, depth, num_classes):
        super().__init__()
        self.depth = depth
        self.decision = layers.Dense(2 ** depth, activation="sigmoid")
        self.leaves = self.add_weight(shape=(2 ** depth, num_classes))

    def call(self, features):
        right = tf.expand_dims(self.decision(features), axis=2)
        choices = tf.concat([right, 1.0 - right], axis=2)
        mu = tf.ones_like(choices[:, :1, :1])
        for level in range(self.depth):
            mu = tf.reshape(mu * choices[:, 2 ** level:2 ** (level + 1), :], (-1, 2 ** (level + 1), 1))
        return tf.matmul(tf.squeeze(mu, 2), tf.nn.softmax(self.leaves))


inputs = keras.Input((30,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dense(64, activation="relu")(x)
model = keras.Model(inputs, NeuralTree(4, 3)(x))
model.compile("adam", "sparse_categorical_crossentropy")
data = np.load("census.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
