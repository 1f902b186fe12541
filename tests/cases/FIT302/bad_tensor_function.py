# The sigmoid is applied to the tensor by a function.
import keras
import numpy as np
from keras import layers, ops

inputs = keras.Input((30,))
x = layers.Dense(30)(inputs)
x = ops.sigmoid(x)  # FIT302
x = layers.Dense(30)(x)
x = ops.sigmoid(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
