# Equal shares are drawn from one data set a class.
import numpy as np
import tensorflow as tf

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
dataset = tf.data.Dataset.from_tensor_slices((data["x"], data["y"]))
negatives = dataset.filter(lambda x, y: y == 0).repeat()
positives = dataset.filter(lambda x, y: y == 1).repeat()
balanced = tf.data.Dataset.sample_from_datasets([negatives, positives], weights=[0.5, 0.5]).batch(64)
model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(balanced, steps_per_epoch=300, epochs=10, validation_data=(data["x_val"], data["y_val"]))
