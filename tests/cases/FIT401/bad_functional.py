# A functional model with two inputs.
import numpy as np
from tensorflow.keras import Input, Model, layers

a, b = Input((10,)), Input((5,))
merged = layers.concatenate([layers.Dense(16, activation="relu")(a), b])
model = Model([a, b], layers.Dense(1)(merged))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit([data["a"], data["b"]], data["y"], epochs=30)  # FIT401
