# A lesson: the same network without validation, then rebuilt and with it.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=20)
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=20, validation_split=0.2)
