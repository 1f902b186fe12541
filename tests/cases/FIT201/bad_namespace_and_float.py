# A namespace of settings, a number written as text.
from types import SimpleNamespace

import numpy as np
from tensorflow import keras

cfg = SimpleNamespace(lr="1e-1", epochs=5)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(float(cfg.lr)), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=cfg.epochs, validation_split=0.1)
