# The second stage is trained at a large rate as well.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.2), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=3, validation_split=0.1)
model.compile(keras.optimizers.SGD(0.2), "mae")  # FIT201
model.fit(data["x"], data["y"], epochs=10, validation_split=0.1)
