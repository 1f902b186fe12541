# Dropout between the layers.
import numpy as np
from keras.layers import Dense, Dropout
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(128, activation="relu"))
model.add(Dropout(0.5))
model.add(Dense(128, activation="relu"))
model.add(Dropout(0.5))
model.add(Dense(64, activation="relu"))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
