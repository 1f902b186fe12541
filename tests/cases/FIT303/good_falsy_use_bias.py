# No bias in front of a normalization, however that is written; and a flag that the command line decides.
import argparse

import numpy as np
from keras.layers import BatchNormalization, Dense
from keras.models import Sequential

parser = argparse.ArgumentParser()
parser.add_argument("--bias")
args = parser.parse_args()
data = np.load("train.npz")
model = Sequential(
    [
        Dense(64, use_bias=0),
        BatchNormalization(),
        Dense(64, use_bias=None),
        BatchNormalization(),
        Dense(64, use_bias=args.bias),
        BatchNormalization(),
        Dense(10, activation="softmax"),
    ]
)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
