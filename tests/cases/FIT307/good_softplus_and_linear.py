# They reach every number that can occur.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("houses.npz")
for activation in ("softplus", None, "linear", "exponential"):
    model = Sequential([Dense(64, activation="relu"), Dense(1, activation=activation)])
    model.compile("adam", "mse")
    model.fit(data["x"], data["y"], validation_split=0.1)
