# Two branches with one sigmoid layer each; no path has two, none is deep.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

a = keras.Input((10,))
b = keras.Input((10,))
x = layers.Dense(16, activation="sigmoid")(a)
y = layers.Dense(16, activation="sigmoid")(b)
model = keras.Model([a, b], layers.Dense(1)(layers.add([x, y])))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit([data["a"], data["b"]], data["y"], validation_split=0.2)
