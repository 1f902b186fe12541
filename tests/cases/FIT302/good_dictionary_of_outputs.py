# The outputs are a dictionary.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((64,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dense(64, activation="relu")(x)
x = layers.Dense(64, activation="relu")(x)
outputs = {
    "click": layers.Dense(1, activation="sigmoid")(x),
    "buy": layers.Dense(1, activation="sigmoid")(x),
}
model = keras.Model(inputs, outputs)
model.compile("adam", {"click": "binary_crossentropy", "buy": "binary_crossentropy"})
data = np.load("train.npz")
model.fit(data["x"], {"click": data["click"], "buy": data["buy"]}, validation_split=0.2)
