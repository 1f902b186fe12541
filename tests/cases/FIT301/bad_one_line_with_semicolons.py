# Several statements on a line.
import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential

data = np.load("train.npz")
m = Sequential()
m.add(Dense(64)); m.add(Activation("relu"))  # FIT301
m.add(Dense(64)); m.add(Activation("relu"))
m.add(Dense(64)); m.add(Activation("relu"))
m.add(Dense(1)); m.compile("adam", "mse")
m.fit(data["x"], data["y"], validation_split=0.2)
