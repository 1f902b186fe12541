# One of each kind that belongs together.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
x = layers.Dense(8, activation="relu")(inputs)
outputs = [
    layers.Dense(1, activation="sigmoid")(x),
    layers.Dense(5, activation="sigmoid")(x),
    layers.Dense(5, activation="softmax")(x),
    layers.Dense(5)(x),
    layers.Dense(1)(x),
    layers.Dense(1, activation="hard_sigmoid")(x),
]
model = keras.Model(inputs, outputs)
model.compile(
    "adam",
    [
        "binary_crossentropy",
        "binary_crossentropy",
        "categorical_crossentropy",
        keras.losses.CategoricalCrossentropy(from_logits=True),
        "mae",
        "binary_crossentropy",
    ],
)
model.fit(data["x"], [data[k] for k in "abcdef"], validation_split=0.1)
