# Each sample is seen once: nothing is memorized.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential([Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=1, validation_split=0.1)
