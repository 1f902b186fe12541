# The callbacks come from another file of the project and lower the rate.
import numpy as np
from tensorflow import keras
from training_tools import callbacks_for

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.1), "mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2, callbacks=callbacks_for("run-1"))
