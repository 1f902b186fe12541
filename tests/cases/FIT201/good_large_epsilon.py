# A large epsilon makes the steps small.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
for optimizer in (keras.optimizers.RMSprop(0.05, epsilon=1.0), keras.optimizers.Adam(0.02, epsilon=1e-3)):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    model.fit(data["x"], data["y"], epochs=40, validation_split=0.1)
