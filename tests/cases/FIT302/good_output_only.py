# Sigmoid at the output of a deep network.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential()
for units in (64, 64, 32):
    model.add(keras.layers.Dense(units, activation="relu"))
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
