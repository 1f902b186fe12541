# vars() turns the parsed arguments into a dictionary.
import argparse

import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential
from tensorflow.keras.optimizers import SGD

ap = argparse.ArgumentParser()
ap.add_argument("-d", "--dataset", required=True, help="path to the data")
ap.add_argument("-l", "--learning-rate", type=float, default=0.5, help="rate")
args = vars(ap.parse_args())

data = np.load(args["dataset"])
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(loss="mse", optimizer=SGD(args["learning_rate"]))  # FIT201
model.fit(data["x"], data["y"], validation_split=0.25)
