# The layers are made first and added in another order than they stand.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
out = keras.layers.Dense(1)
second = keras.layers.Dense(16, activation="sigmoid")
first = keras.layers.Dense(32, activation="sigmoid")  # FIT302

model = keras.Sequential()
model.add(first)
model.add(second)
model.add(out)
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
