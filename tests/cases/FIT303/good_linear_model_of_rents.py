# The name of the file says that the model is linear.
import numpy as np
from keras import Sequential, layers

data = np.load("rents.npz")
model = Sequential([layers.Dense(64), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.1)
