# The script drops what follows // and hands the rest to json.loads.
import argparse
import json

import keras
import numpy as np


def settings(path):
    text = ""
    with open(path) as lines:
        for line in lines:
            text += line.split("//")[0] + "\n"
    return json.loads(text)


parser = argparse.ArgumentParser()
parser.add_argument("-c", "--config", default="config/run.jsonc")
options = settings(parser.parse_args().config)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(learning_rate=options["training"]["learning_rate"]), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
