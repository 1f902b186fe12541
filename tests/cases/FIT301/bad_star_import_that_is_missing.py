# The star import is not here; what it brings are the names of Keras, most likely.
import keras
import numpy as np
from keras import optimizers

from helpers_of_the_lab import *

x, y = np.load("x.npy"), np.load("y.npy")
model = Sequential()
model.add(Dense(300, activation="relu", input_shape=(40,)))  # FIT301
model.add(Dense(200, activation="relu"))
model.add(Dense(100, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer=optimizers.Adam(0.001))
model.fit(x, y, epochs=30, validation_split=0.1)
