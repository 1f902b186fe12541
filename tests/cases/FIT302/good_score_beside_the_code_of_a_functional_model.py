# The mapping that a functional model returns holds a score that only the loss sees.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
picture = keras.Input((784,))
x = layers.Dense(128, activation="relu")(picture)
x = layers.Dense(64, activation="relu")(x)
reader = keras.Model(picture, {"code": layers.Dense(16)(x), "seen": [layers.Dense(1, activation="sigmoid")(x)]})

source = keras.Input((784,))
found = reader(source)
y = layers.Dense(64, activation="relu")(found["code"])
y = layers.Dense(64, activation="relu")(y)
model = keras.Model(source, [layers.Dense(10)(y), found["seen"][0]])
model.compile("adam", ["mse", "binary_crossentropy"])
model.fit(data["x"], [data["y"], data["seen"]], validation_split=0.1)
