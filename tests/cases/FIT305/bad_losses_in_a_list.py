# Losses in the order of the outputs, one a function, one an object.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
x = layers.Dense(32, activation="relu")(inputs)
kind = layers.Dense(5)(x)  # FIT305
price = layers.Dense(1)(x)
sold = layers.Dense(1)(x)  # FIT305
model = keras.Model(inputs, [kind, price, sold])
model.compile("adam", loss=[keras.losses.categorical_crossentropy, keras.losses.Huber(), keras.losses.BinaryCrossentropy()])
model.fit(data["x"], [data["k"], data["p"], data["s"]], validation_split=0.1)
