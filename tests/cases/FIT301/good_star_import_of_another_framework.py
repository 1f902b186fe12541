# The names come from another framework, whatever they are called.
import keras
import numpy as np
from mxnet.gluon.nn import *

x, y = np.load("x.npy"), np.load("y.npy")
model = Sequential()
model.add(Dense(300, activation="relu"))
model.add(Dense(200, activation="relu"))
model.add(Dense(100, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam")
model.fit(x, y, epochs=30, validation_split=0.1)
