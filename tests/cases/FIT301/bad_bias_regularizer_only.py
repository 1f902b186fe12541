# A penalty on the biases leaves the weights free.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential()
model.add(layers.Dense(96, activation="relu", bias_regularizer="l2"))  # FIT301
model.add(layers.Dense(96, activation="relu", bias_regularizer="l2"))
model.add(layers.Dense(96, activation="relu", bias_regularizer="l2"))
model.add(layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
