# The rate would be lowered after more epochs than there are.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(0.4), "mae")  # FIT201
slower = keras.callbacks.ReduceLROnPlateau(monitor="loss", factor=0.5, patience=25)
model.fit(data["x"], data["y"], epochs=25, validation_split=0.1, callbacks=[slower])
