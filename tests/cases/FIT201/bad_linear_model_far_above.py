# Ten times the limit is too much for a linear model as well.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
line = keras.Sequential([keras.layers.Dense(1)])
line.compile(keras.optimizers.Adam(0.1), "mse")  # FIT201
line.fit(data["x"], data["y"], validation_split=0.1)
