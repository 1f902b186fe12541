# The arrays by keyword, the result thrown away.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
_ = model.fit(x=data["x"], y=data["y"], epochs=100, shuffle=True)  # FIT401
