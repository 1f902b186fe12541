# Inside a scope and a try block.
import numpy as np
import tensorflow as tf

data = np.load("train.npz")
strategy = tf.distribute.MirroredStrategy()
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
    model.compile("adam", "mse")
try:
    model.fit(data["x"], data["y"], epochs=1000)  # FIT401
except KeyboardInterrupt:
    model.save("interrupted.keras")
