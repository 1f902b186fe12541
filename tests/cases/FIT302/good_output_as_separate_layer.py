# The output's sigmoid is a layer of its own.
import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(64, activation="relu", input_dim=30))
model.add(Dense(64, activation="relu"))
model.add(Dense(64, activation="relu"))
model.add(Dense(1))
model.add(Activation("sigmoid"))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
