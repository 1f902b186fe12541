# Star imports.
import numpy as np
from keras.layers import *
from keras.models import *

data = np.load("train.npz")
clf = Sequential()
clf.add(Dense(32, activation="relu"))
clf.add(Dense(1))
clf.compile("adam", "mse")
clf.fit(data["x"], data["y"])  # FIT401
