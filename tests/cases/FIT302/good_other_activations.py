# tanh, swish, softplus and log-sigmoid are not sigmoids in hidden layers' sense.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(32, activation="tanh"),
    layers.Dense(32, activation="swish"),
    layers.Dense(32, activation="softplus"),
    layers.Dense(32, activation="silu"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
