# Two sigmoid layers whose result is added to a skip connection: no gate.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((32,))
x = layers.Dense(32, activation="sigmoid")(inputs)  # FIT302
x = layers.Dense(32, activation="sigmoid")(x)
x = layers.add([inputs, x])
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
