# A training loop of one's own: the optimizer updates the variables of a Keras model.
import numpy as np
import tensorflow as tf
from tensorflow import keras

data = np.load("train.npz")
dataset = tf.data.Dataset.from_tensor_slices((data["x"], data["y"])).shuffle(1000).batch(32)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
loss_fn = keras.losses.MeanSquaredError()
optimizer = keras.optimizers.Adam(learning_rate=0.1)  # FIT201

for epoch in range(10):
    for x, y in dataset:
        with tf.GradientTape() as tape:
            loss = loss_fn(y, model(x, training=True))
        gradients = tape.gradient(loss, model.trainable_weights)
        optimizer.apply_gradients(zip(gradients, model.trainable_weights))
