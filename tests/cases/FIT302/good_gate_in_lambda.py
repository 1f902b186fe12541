# The product with the gate is written in a Lambda layer.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = inputs = keras.Input((64,))
for _ in range(3):
    value = layers.Dense(64, activation="relu")(x)
    gate = layers.Dense(64, activation="sigmoid")(x)
    x = layers.Lambda(lambda pair: pair[0] * pair[1])([value, gate])
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
