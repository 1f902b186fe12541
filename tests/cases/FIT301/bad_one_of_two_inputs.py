# Two inputs; only the tabular one goes through a long row.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

image = keras.Input((64, 64, 3))
a = layers.Conv2D(16, 3, activation="relu")(image)
a = layers.GlobalMaxPooling2D()(a)

table = keras.Input((20,))
b = layers.Dense(64, activation="relu")(table)  # FIT301
b = layers.Dense(64, activation="relu")(b)
b = layers.Dense(32, activation="relu")(b)

merged = layers.concatenate([a, b])
model = keras.Model([image, table], layers.Dense(1)(merged))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit([data["images"], data["table"]], data["price"], epochs=50, validation_split=0.2)
