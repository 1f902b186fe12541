# CBAM's spatial attention: a convolution scores the positions.
import numpy as np
import tensorflow as tf
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input((32, 32, 3))
x = layers.Conv2D(32, 3, padding="same", activation="relu")(image)
x = layers.Conv2D(32, 3, padding="same", activation="relu")(x)
for _ in range(2):
    mean = layers.Lambda(lambda t: tf.reduce_mean(t, axis=-1, keepdims=True))(x)
    peak = layers.Lambda(lambda t: tf.reduce_max(t, axis=-1, keepdims=True))(x)
    scores = layers.Conv2D(1, 7, padding="same", activation="sigmoid")(layers.Concatenate()([mean, peak]))
    x = layers.Multiply()([x, scores])
model = keras.Model(image, layers.Dense(10, activation="softmax")(layers.GlobalAveragePooling2D()(x)))
model.compile("adam", "sparse_categorical_crossentropy")
data = np.load("cifar.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
