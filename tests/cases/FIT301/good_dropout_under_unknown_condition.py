# Some runs add dropout, which ones is not known.
import sys

import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

use_dropout = "--dropout" in sys.argv
data = np.load("train.npz")
model = keras.Sequential()
for units in (128, 128, 64):
    model.add(layers.Dense(units, activation="relu"))
    if use_dropout:
        model.add(layers.Dropout(0.3))
model.add(layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
