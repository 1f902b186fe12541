# Two sigmoid layers behind a recurrent one.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("reviews.npz")
model = keras.Sequential([
    layers.Embedding(10_000, 64),
    layers.LSTM(64),
    layers.Dense(64, activation="sigmoid"),  # FIT302
    layers.Dense(32, activation="sigmoid"),
    layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
