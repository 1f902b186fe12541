# Modules under aliases of all kinds.
import numpy as np
import tensorflow.keras.layers as tfl
import tensorflow.keras.optimizers as optim
from tensorflow import keras as K

data = np.load("train.npz")
model = K.Sequential(layers=[tfl.Dense(32, activation="relu"), tfl.Dense(1)], name="net")
model.compile(optim.Adam(0.1), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
