# How many layers the loop adds is not known.
import sys

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential()
for _ in range(int(sys.argv[1])):
    model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
