# The activation is passed as a function of TensorFlow and of Keras.
import numpy as np
import tensorflow as tf

data = np.load("train.npz")
model = tf.keras.models.Sequential([
    tf.keras.layers.Dense(40, activation=tf.nn.sigmoid),  # FIT302
    tf.keras.layers.Dense(40, activation=tf.keras.activations.sigmoid),
    tf.keras.layers.Dense(40, activation=tf.sigmoid),
    tf.keras.layers.Dense(10, activation=tf.nn.softmax),
])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
