# The separate layer gets the function instead of its name.
import numpy as np
from tensorflow import keras
from tensorflow.keras import activations, layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(32),
    layers.Activation(activations.sigmoid),  # FIT302
    layers.Dense(32),
    layers.Activation(activations.sigmoid),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
