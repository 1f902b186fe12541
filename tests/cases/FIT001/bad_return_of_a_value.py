# A return stands behind the data, left over from a function: Python refuses all of it.
import keras
import numpy as np

x, y = np.load("x.npy"), np.load("y.npy")

return 5  # FIT001
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.5), "mse")
model.fit(x, y, epochs=20, validation_split=0.2)
