# A loop that computes something by hand stands in front of the training.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

x = 5.0
while x > 0.1:
    x = x - 0.01 * x
data = np.load("train.npz")
model = Sequential([Dense(8, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=10)  # FIT401
