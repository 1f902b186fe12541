# The data set yields a weight as its third element.
import numpy as np
import tensorflow as tf

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
sample_weight = np.where(data["y"] == 1, 47.5, 1.0)
dataset = tf.data.Dataset.from_tensor_slices((data["x"], data["y"], sample_weight)).shuffle(1000).batch(64)
model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(dataset, epochs=10, validation_data=(data["x_val"], data["y_val"]))
