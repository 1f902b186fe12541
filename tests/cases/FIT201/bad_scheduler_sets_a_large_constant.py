# The optimizer is made with a small rate, and a callback sets a large one.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.001), "mse")  # FIT201 warning
held = keras.callbacks.LearningRateScheduler(lambda epoch: 0.3)
model.fit(data["x"], data["y"], epochs=40, validation_split=0.1, callbacks=[held])
