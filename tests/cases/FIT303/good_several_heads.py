# One of two branches behind the layer has an activation.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
features = layers.Dense(64)(inputs)
relu = layers.Activation("relu")(features)
price = layers.Dense(1, name="price")(relu)
kind = layers.Dense(3, activation="softmax", name="kind")(features)
model = keras.Model(inputs, [price, kind])
model.compile("adam", {"price": "mse", "kind": "sparse_categorical_crossentropy"})
model.fit(data["x"], {"price": data["y"], "kind": data["z"]}, validation_split=0.1)
