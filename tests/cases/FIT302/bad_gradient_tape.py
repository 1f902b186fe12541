# Trained in a loop of one's own.
import numpy as np
import tensorflow as tf

model = tf.keras.Sequential([
    tf.keras.layers.Dense(32, activation="sigmoid"),  # FIT302
    tf.keras.layers.Dense(32, activation="sigmoid"),
    tf.keras.layers.Dense(1),
])
optimizer = tf.keras.optimizers.Adam()
data = np.load("train.npz")
for _ in range(500):
    with tf.GradientTape() as tape:
        loss = tf.reduce_mean(tf.square(model(data["x"]) - data["y"]))
    grads = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(grads, model.trainable_variables))
