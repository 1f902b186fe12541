# Keyword arguments from nested mappings.
import numpy as np
from tensorflow import keras

params = {"optimizer": {"name": "adam", "params": {"learning_rate": 0.5}}}  # FIT201
m = keras.Sequential([keras.layers.Dense(1)])
m.compile(keras.optimizers.Adam(**params["optimizer"]["params"]), "mse")
m.fit(np.load("x.npy"), np.load("y.npy"), validation_split=0.1)
