# The optimizer of a training loop of one's own decays the weights.
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(64, activation="relu") for _ in range(3)] + [tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.Adam(weight_decay=1e-3)
data = np.load("train.npz")
for epoch in range(100):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(data["x"]) - data["y"]))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
