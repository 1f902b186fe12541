# A limit on the norm of the weights.
import numpy as np
from keras.constraints import maxnorm
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(60, input_dim=60, activation="relu", kernel_constraint=maxnorm(3)))
model.add(Dense(60, activation="relu", kernel_constraint=maxnorm(3)))
model.add(Dense(30, activation="relu", kernel_constraint=maxnorm(3)))
model.add(Dense(1, activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="sgd")
model.fit(data["x"], data["y"], validation_split=0.2)
