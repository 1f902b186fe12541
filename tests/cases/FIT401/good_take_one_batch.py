# An overfit test on one batch, to see whether the model can learn at all.
import numpy as np
import tensorflow as tf

data = np.load("train.npz")
dataset = tf.data.Dataset.from_tensor_slices((data["x"], data["y"])).batch(32)
model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(dataset.take(1), epochs=200)
