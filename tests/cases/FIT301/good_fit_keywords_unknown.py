# The keywords of fit come from a file that is not there.
import json

import numpy as np
from keras.layers import Dense
from keras.models import Sequential

fit_config = json.load(open("not_in_the_repository.json"))
data = np.load("train.npz")
model = Sequential([Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], **fit_config)
