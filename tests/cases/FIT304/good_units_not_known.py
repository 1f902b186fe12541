# A default that the command line may replace, a number that only the data know.
import argparse

import numpy as np
from keras.layers import Dense
from keras.models import Sequential

parser = argparse.ArgumentParser()
parser.add_argument("--classes", type=int, default=1)
args = parser.parse_args()
data = np.load("train.npz")
model = Sequential([Dense(8, activation="relu"), Dense(args.classes, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
other = Sequential([Dense(8, activation="relu"), Dense(len(set(data["y"])), activation="softmax")])
other.compile("adam", "sparse_categorical_crossentropy")
other.fit(data["x"], data["y"], validation_split=0.1)
