# recurrent_activation is the gate inside an LSTM or GRU.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("series.npz")
model = keras.Sequential([
    layers.LSTM(64, return_sequences=True, recurrent_activation="sigmoid"),
    layers.GRU(64, return_sequences=True, recurrent_activation="hard_sigmoid"),
    layers.LSTM(32, activation="tanh", recurrent_activation="sigmoid"),
    layers.Dense(32, activation="relu"),
    layers.Dense(32, activation="relu"),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
