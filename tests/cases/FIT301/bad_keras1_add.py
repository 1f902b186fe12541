# Keras 1: output_dim, init, and the activation as a layer of its own, which does not break the row.
import numpy as np
from keras.layers.core import Activation, Dense
from keras.models import Sequential

data = np.loadtxt("wine.csv", delimiter=",")
model = Sequential()
model.add(Dense(output_dim=100, input_dim=11, init="normal"))  # FIT301
model.add(Activation("relu"))
model.add(Dense(output_dim=60, init="normal"))
model.add(Activation("relu"))
model.add(Dense(output_dim=40, init="normal"))
model.add(Activation("relu"))
model.add(Dense(output_dim=1, init="normal"))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(data[:, :11], data[:, 11], nb_epoch=200, batch_size=5, validation_split=0.2)
