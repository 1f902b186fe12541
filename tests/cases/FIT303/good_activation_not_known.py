# The activation comes from the command line or from a module that is not there.
import argparse

import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from settings_elsewhere import hidden_activation

data = np.load("train.npz")
parser = argparse.ArgumentParser()
parser.add_argument("--activation", choices=["relu", "tanh"])
args = parser.parse_args()
model = Sequential()
model.add(Dense(64, activation=args.activation))
model.add(Dense(64, activation=hidden_activation))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
