# Two models; only the first is stopped early.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
stop = keras.callbacks.EarlyStopping(patience=3)

first = keras.Sequential()
for _ in range(3):
    first.add(layers.Dense(64, activation="relu"))
first.add(layers.Dense(1))
first.compile("adam", "mse")
first.fit(data["x"], data["y"], validation_split=0.2, callbacks=[stop])

second = keras.Sequential()
for _ in range(3):
    second.add(layers.Dense(64, activation="relu"))  # FIT301
second.add(layers.Dense(1))
second.compile("adam", "mse")
second.fit(data["x"], data["y"], validation_split=0.2)
