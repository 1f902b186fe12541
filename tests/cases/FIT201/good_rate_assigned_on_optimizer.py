# The optimizer's own variable is assigned inside the training loop.
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
optimizer = tf.keras.optimizers.SGD(learning_rate=0.4)
data = np.load("train.npz")
for epoch in range(30):
    optimizer.learning_rate.assign(0.4 * 0.9**epoch)
    for start in range(0, len(data["x"]), 32):
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean((model(data["x"][start : start + 32]) - data["y"][start : start + 32]) ** 2)
        grads = tape.gradient(loss, model.trainable_variables)
        optimizer.apply_gradients(zip(grads, model.trainable_variables))
