# A recurrent layer as the output gives numbers from -1 to 1.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.LSTM(32, return_sequences=True),
    layers.LSTM(1),  # FIT306
])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
