# ReLU and LeakyReLU as layers of their own do not break the row.
import numpy as np
from keras.layers import Dense, LeakyReLU, ReLU
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(64))  # FIT301
model.add(ReLU())
model.add(Dense(64))
model.add(LeakyReLU(0.1))
model.add(Dense(64))
model.add(ReLU())
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
