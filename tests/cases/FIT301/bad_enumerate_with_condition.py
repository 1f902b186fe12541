# The first layer of the loop gets an input shape.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
for i, units in enumerate([100, 50, 25]):
    if i == 0:
        model.add(Dense(units, activation="relu", input_shape=(30,)))  # FIT301
    else:
        model.add(Dense(units, activation="relu"))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
