# Widths that are not known count as wide.
import sys

import numpy as np
from keras.layers import Dense
from keras.models import Sequential

n_hidden = int(sys.argv[1])
data = np.load("train.npz")
model = Sequential()
model.add(Dense(n_hidden, activation="relu"))  # FIT301
model.add(Dense(n_hidden, activation="relu"))
model.add(Dense(n_hidden, activation="relu"))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
