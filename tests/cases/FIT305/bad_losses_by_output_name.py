# Two outputs with a mapping of losses; only the classifier lacks its activation.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
x = layers.Dense(32, activation="relu")(inputs)
price = layers.Dense(1, name="price")(x)
kind = layers.Dense(5, name="kind")(x)  # FIT305
model = keras.Model(inputs, [price, kind])
model.compile("adam", loss={"price": "mse", "kind": "sparse_categorical_crossentropy"})
model.fit(data["x"], {"price": data["y"], "kind": data["z"]}, validation_split=0.1)
