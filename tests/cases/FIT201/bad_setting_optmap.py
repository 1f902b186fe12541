# The optimizer class is looked up in a mapping.
import numpy as np
from tensorflow import keras

opts = {"adam": keras.optimizers.Adam, "sgd": keras.optimizers.SGD}
m = keras.Sequential([keras.layers.Dense(1)])
m.compile(opts["adam"](learning_rate=0.5), "mse")  # FIT201
m.fit(np.load("x.npy"), np.load("y.npy"), validation_split=0.1)
