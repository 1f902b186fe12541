# The layers are a list that grows before the model is made.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
stack = [keras.Input((20,))]
stack.append(keras.layers.Dense(64, activation="relu"))  # FIT301
stack.append(keras.layers.Dense(64, activation="relu"))
stack += [keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)]
model = keras.Sequential(stack)
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
