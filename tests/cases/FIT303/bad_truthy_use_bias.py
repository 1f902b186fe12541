# `use_bias` is tested for truth: a text that is not empty gives the layer its bias, whatever it says.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

table = np.loadtxt("weather.csv", delimiter=",")
model = Sequential()
model.add(Dense(3, use_bias="true", input_dim=1))  # FIT303
model.add(Dense(3, use_bias="true"))
model.add(Dense(1, use_bias="true"))
model.compile(loss="mean_squared_error", optimizer="sgd")
model.fit(table[:, 1], table[:, 0], epochs=2, validation_split=0.2)

other = Sequential([Dense(12, use_bias=1), Dense(8, "relu"), Dense(1)])  # FIT303
other.compile(loss="mae", optimizer="sgd")
other.fit(table[:, 1], table[:, 0], epochs=2, validation_split=0.2)
