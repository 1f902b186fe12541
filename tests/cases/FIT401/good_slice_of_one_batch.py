# The same with a slice no larger than a batch.
import numpy as np
from tensorflow import keras

BATCH = 32
data = np.load("train.npz")
x, y = data["x"], data["y"]
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x[:8], y[:8], epochs=300, batch_size=BATCH)
model.fit(x[:BATCH], y[:BATCH], epochs=300, batch_size=BATCH)
