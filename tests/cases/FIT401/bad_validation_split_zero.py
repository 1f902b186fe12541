# validation_split=0 is the default, not a split.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile("adam", "mse")
history = model.fit(data["x"], data["y"], epochs=100, validation_split=0)  # FIT401
