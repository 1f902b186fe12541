# Arrays, a data set and a generator of validation data.
import numpy as np
import tensorflow as tf

data = np.load("train.npz")
model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_data=(data["x_val"], data["y_val"]))
held_out = tf.data.Dataset.from_tensor_slices((data["x_val"], data["y_val"])).batch(32)
model.fit(data["x"], data["y"], validation_data=held_out)
model.fit(data["x"], data["y"], None, 5, 1, None, 0.1)
