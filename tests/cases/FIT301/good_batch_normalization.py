# Batch normalization after every layer.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
x = inputs = keras.Input((30,))
for units in (128, 128, 128):
    x = layers.Dense(units, use_bias=False)(x)
    x = layers.BatchNormalization()(x)
    x = layers.ReLU()(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
