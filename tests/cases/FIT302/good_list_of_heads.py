# The model's output is a list of heads, each a sigmoid.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((64,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dense(64, activation="relu")(x)
x = layers.Dense(64, activation="relu")(x)
heads = [layers.Dense(1, activation="sigmoid", name=f"head_{i}")(x) for i in range(5)]
model = keras.Model(inputs, heads)
model.compile("adam", "binary_crossentropy")
data = np.load("train.npz")
model.fit(data["x"], [data["y"][:, i] for i in range(5)], validation_split=0.2)
