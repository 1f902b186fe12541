# Normalization after the second sigmoid layer is not between the two.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(32, activation="sigmoid"),  # FIT302
    layers.Dense(32, activation="sigmoid"),
    layers.BatchNormalization(),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
