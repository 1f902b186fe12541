# The input that some runs lack comes with dropout.
import argparse

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

parser = argparse.ArgumentParser()
parser.add_argument("--weather", action="store_true")
args = parser.parse_args()
data = np.load("rides.npz")
hour = keras.Input((24,))
inputs, parts = [hour], [layers.Dense(8, activation="relu")(hour)]
if args.weather:
    sky = keras.Input((5,))
    inputs.append(sky)
    parts.append(layers.Dropout(0.3)(layers.Dense(8, activation="relu")(sky)))
x = layers.Concatenate()(parts)
x = layers.Dense(64, activation="relu")(x)
x = layers.Dense(64, activation="relu")(x)
x = layers.Dense(64, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
model.fit([data[name] for name in ("hour", "sky")], data["rides"], epochs=50, validation_split=0.1)
