# Squashed by the model and again by the loss.
import keras
import numpy as np
import tensorflow as tf
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
model = keras.Model(inputs, layers.Dense(3, activation="softmax")(layers.Dense(16, activation="relu")(inputs)))
optimizer = keras.optimizers.Adam()
loss_fn = keras.losses.SparseCategoricalCrossentropy(from_logits=True)  # FIT306
for x, y in tf.data.Dataset.from_tensor_slices((data["x"], data["y"])).batch(32):
    with tf.GradientTape() as tape:
        predictions = model(x, training=True)
        loss = loss_fn(y, predictions)
    gradients = tape.gradient(loss, model.trainable_variables)
    optimizer.apply_gradients(zip(gradients, model.trainable_variables))
