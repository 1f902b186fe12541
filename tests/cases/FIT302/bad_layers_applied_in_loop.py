# A list of layers is applied to the tensor one after the other.
import numpy as np
from tensorflow import keras

hidden = [keras.layers.Dense(n, activation="sigmoid") for n in (32, 32)]  # FIT302
inputs = keras.Input((20,))
x = inputs
for layer in hidden:
    x = layer(x)
model = keras.Model(inputs, keras.layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
