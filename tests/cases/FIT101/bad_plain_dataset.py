# A tf.data pipeline that shuffles and batches, and nothing more.
import numpy as np
import tensorflow as tf

LABEL_COUNTS = {"background": 200_000, "bird": 3_000}  # FIT101
data = np.load("audio.npz")
dataset = tf.data.Dataset.from_tensor_slices((data["x"], data["y"])).shuffle(10_000).batch(64)
validation = tf.data.Dataset.from_tensor_slices((data["x_val"], data["y_val"])).batch(64)
model = tf.keras.Sequential([tf.keras.layers.Dense(64, activation="relu"), tf.keras.layers.Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(dataset, epochs=10, validation_data=validation)
