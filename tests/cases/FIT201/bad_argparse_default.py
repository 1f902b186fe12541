# The default of a command-line option is what most runs use.
import argparse

import numpy as np
from tensorflow import keras


def parse_args():
    parser = argparse.ArgumentParser()
    parser.add_argument("--lr", type=float, default=0.1, help="learning rate")
    parser.add_argument("--epochs", type=int, default=20)
    return parser.parse_args()


def main():
    args = parse_args()
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(learning_rate=args.lr), loss="mse")  # FIT201
    model.fit(data["x"], data["y"], epochs=args.epochs, validation_split=0.1)


if __name__ == "__main__":
    main()
