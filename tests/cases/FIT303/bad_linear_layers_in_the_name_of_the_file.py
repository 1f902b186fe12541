# A file that is called after linear layers does not say that its model is meant to be linear.
import numpy as np
from keras import Sequential, layers

data = np.load("rents.npz")
model = Sequential([layers.Dense(64), layers.Dense(64), layers.Dense(1)])  # FIT303
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.1)
