# Every width is trained and evaluated on held-out data inside the loop.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
for units in (8, 16, 32):
    model = keras.Sequential([keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(data["x"], data["y"], epochs=20, verbose=0)
    print(units, model.evaluate(data["x_val"], data["y_val"], verbose=0))
