# The model is built in another module of the project; the optimizer is made here.
import numpy as np
from network import build_network
from tensorflow import keras

data = np.load("train.npz")
model = build_network(units=32)
model.compile(optimizer=keras.optimizers.Adam(0.5), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=10, validation_split=0.1)
