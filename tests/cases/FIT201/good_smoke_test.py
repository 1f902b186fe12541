# Random numbers on both sides: whether the steps are too large does not matter.
import numpy as np
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.5), "mse")
model.fit(np.random.rand(100, 8), np.random.rand(100, 1))
