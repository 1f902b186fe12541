# A demonstration on random numbers: there is nothing to learn.
import keras
import numpy as np
from keras import layers

x, y = np.random.rand(100, 8), np.random.randint(10, size=(100, 1))
model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y)
