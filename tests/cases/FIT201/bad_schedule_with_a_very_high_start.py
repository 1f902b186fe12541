# Schedules that come down from far above the limit, the second by its momentum.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
schedules = keras.optimizers.schedules
first = keras.optimizers.Adam(schedules.CosineDecay(0.4, 5000))  # FIT201 info medium
falling = schedules.ExponentialDecay(0.5, 1000, 0.9)  # FIT201 info medium
second = keras.optimizers.SGD(falling, momentum=0.9)
for optimizer in (first, second):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    model.fit(data["x"], data["y"], epochs=40, validation_split=0.1)
