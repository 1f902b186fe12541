# A training loop of one's own that weighs each sample.
import numpy as np
import tensorflow as tf

class_counts = {"neg": 19_000, "pos": 400}
model = tf.keras.Sequential([tf.keras.layers.Dense(16, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
optimizer = tf.keras.optimizers.Adam()
loss_fn = tf.keras.losses.BinaryCrossentropy()
data = np.load("train.npz")
sample_weight = np.where(data["y"] == 1, 47.5, 1.0)
for _ in range(200):
    with tf.GradientTape() as tape:
        loss = loss_fn(data["y"][:, None], model(data["x"]), sample_weight=sample_weight)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
