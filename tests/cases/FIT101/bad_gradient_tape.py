# A training loop of one's own with a plain loss.
import numpy as np
import tensorflow as tf

class_counts = {"neg": 19_000, "pos": 400}  # FIT101
model = tf.keras.Sequential([tf.keras.layers.Dense(16, activation="relu"), tf.keras.layers.Dense(1, activation="sigmoid")])
optimizer = tf.keras.optimizers.Adam()
loss_fn = tf.keras.losses.BinaryCrossentropy()
data = np.load("train.npz")
for _ in range(200):
    with tf.GradientTape() as tape:
        loss = loss_fn(data["y"][:, None], model(data["x"]))
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
