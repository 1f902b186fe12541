# What the imported function returns is not known; it may well stop early.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from training_utils import default_callbacks

data = np.load("train.npz")
model = Sequential([Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=100, validation_split=0.2, callbacks=default_callbacks())
