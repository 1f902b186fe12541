# Recurrent layers are no Dense or Conv layers.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("series.npz")
model = keras.Sequential([
    layers.LSTM(32, activation="sigmoid", return_sequences=True),
    layers.LSTM(32, activation="sigmoid"),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
