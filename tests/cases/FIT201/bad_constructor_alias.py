# The class goes by another name.
import numpy as np
import tensorflow as tf

Optimizer = tf.optimizers.Adam
data = np.load("train.npz")
model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
model.compile(optimizer=Optimizer(learning_rate=0.1), loss="mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
