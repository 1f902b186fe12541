# One is the rate Adadelta was published with.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import Adadelta

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(optimizer=Adadelta(learning_rate=1.0, rho=0.95), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
