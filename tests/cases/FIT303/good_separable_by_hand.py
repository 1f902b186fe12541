# Depthwise, 1x1 and bias-free convolutions are linear by design.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((32, 32, 16))
x = layers.DepthwiseConv2D(3)(inputs)
x = layers.Conv2D(64, 1)(x)
x = layers.Conv2D(64, (1, 1))(x)
x = layers.Conv2D(64, 3, use_bias=False)(x)
x = layers.BatchNormalization()(x)
x = layers.Conv2D(32, 3, activation="relu")(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
