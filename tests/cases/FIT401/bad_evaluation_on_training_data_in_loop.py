# The loop evaluates, but on the very data it trains on.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
x, y = data["x"], data["y"]
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
for epoch in range(50):
    model.fit(x, y, epochs=1, verbose=0)  # FIT401
    print(epoch, model.evaluate(x, y, verbose=0))
