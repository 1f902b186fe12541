# A multi-output regression; the loss is no cross-entropy.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential([Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
