# The optimizer class is looked up by name.
import numpy as np
from tensorflow import keras

m = keras.Sequential([keras.layers.Dense(1)])
m.compile(getattr(keras.optimizers, "Adam")(0.5), "mse")  # FIT201
m.fit(np.load("x.npy"), np.load("y.npy"), validation_split=0.1)
