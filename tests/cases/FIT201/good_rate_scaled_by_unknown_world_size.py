# The rate depends on the number of workers.
import horovod.tensorflow.keras as hvd
import numpy as np
from tensorflow import keras

hvd.init()
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
optimizer = hvd.DistributedOptimizer(keras.optimizers.Adam(0.01 * hvd.size()))
model.compile(optimizer=optimizer, loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
