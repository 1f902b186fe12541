# The layers are made first and added later.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
first = keras.layers.Dense(64, activation="relu")  # FIT301
second = keras.layers.Dense(64, activation="relu")
third = keras.layers.Dense(64, activation="relu")
head = keras.layers.Dense(1)

model = keras.models.Sequential()
model.add(first)
model.add(second)
model.add(third)
model.add(head)
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
