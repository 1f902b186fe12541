# Some runs get a scheduler.
import sys

import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
callbacks = [keras.callbacks.TerminateOnNaN()]
if "--plateau" in sys.argv:
    callbacks.append(keras.callbacks.ReduceLROnPlateau())
model.fit(data["x"], data["y"], epochs=60, validation_split=0.1, callbacks=callbacks)
