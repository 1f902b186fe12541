# The old activations are commented out.
import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(64, input_dim=20))
# model.add(Activation("sigmoid"))
model.add(Activation("relu"))
model.add(Dense(64))
# model.add(Activation("sigmoid"))
model.add(Activation("relu"))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
