# The legacy decay of 1e-6 takes a hundred thousand steps to take off a tenth.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(SGD(lr=0.2, decay=1e-6, momentum=0.9), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
