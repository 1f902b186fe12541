# The regularizer as a string.
import numpy as np
from tensorflow import keras

REGULARIZER = "l1_l2"
data = np.load("train.npz")
model = keras.Sequential()
for _ in range(4):
    model.add(keras.layers.Dense(64, activation="relu", kernel_regularizer=REGULARIZER))
model.add(keras.layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
