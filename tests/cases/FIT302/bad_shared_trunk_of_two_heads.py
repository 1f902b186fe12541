# The trunk of two heads has sigmoid layers; the sigmoid of the head is an output.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((40,))
x = layers.Dense(64, activation="sigmoid")(inputs)  # FIT302
x = layers.Dense(64, activation="sigmoid")(x)
kind = layers.Dense(5, activation="softmax", name="kind")(x)
alarm = layers.Dense(1, activation="sigmoid", name="alarm")(x)
model = keras.Model(inputs, [kind, alarm])
model.compile("adam", {"kind": "sparse_categorical_crossentropy", "alarm": "binary_crossentropy"})
data = np.load("train.npz")
model.fit(data["x"], [data["kind"], data["alarm"]], validation_split=0.2)
