# What the loss gets was squashed on the way, or the loss takes logits.
import keras
import numpy as np
import tensorflow as tf
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(3)])
optimizer = keras.optimizers.Adam()
probabilities = keras.losses.SparseCategoricalCrossentropy()
logits = keras.losses.SparseCategoricalCrossentropy(from_logits=True)
for x, y in tf.data.Dataset.from_tensor_slices((data["x"], data["y"])).batch(32):
    with tf.GradientTape() as tape:
        loss = probabilities(y, tf.nn.softmax(model(x, training=True)))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
    with tf.GradientTape() as tape:
        loss = logits(y, model(x, training=True))
    optimizer.apply_gradients(zip(tape.gradient(loss, model.trainable_variables), model.trainable_variables))
