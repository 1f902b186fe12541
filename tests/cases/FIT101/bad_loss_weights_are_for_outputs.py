# loss_weights balances the outputs of a model, not its classes.
import numpy as np
from tensorflow import keras

class_counts = {0: 9500, 1: 500}  # FIT101
inputs = keras.Input((20,))
x = keras.layers.Dense(32, activation="relu")(inputs)
a = keras.layers.Dense(1, activation="sigmoid", name="a")(x)
b = keras.layers.Dense(1, activation="sigmoid", name="b")(x)
model = keras.Model(inputs, [a, b])
model.compile("adam", ["binary_crossentropy", "binary_crossentropy"], loss_weights=[1.0, 10.0])
data = np.load("train.npz")
model.fit(data["x"], [data["a"], data["b"]], validation_split=0.2)
