# The default of an option of a subcommand.
import argparse

import numpy as np
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


p = argparse.ArgumentParser()
s = p.add_subparsers()
t = s.add_parser("train")
t.add_argument("--lr", type=float, default=0.5)
args = p.parse_args()
go(args.lr)
