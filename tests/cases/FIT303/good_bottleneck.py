# A code narrower than half of both neighbours may be linear.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(128, activation="relu"))
model.add(Dense(8, name="code"))
model.add(Dense(128, activation="relu"))
model.add(Dense(64))
model.compile("adam", "mse")
model.fit(data["x"], data["x"], validation_split=0.1)
