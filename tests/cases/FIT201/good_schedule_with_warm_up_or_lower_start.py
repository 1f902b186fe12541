# A high start behind a warm-up, and starts below ten times the limit.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
schedules = keras.optimizers.schedules
for optimizer in (
    keras.optimizers.Adam(schedules.CosineDecay(0.0001, 5000, warmup_target=0.4, warmup_steps=500)),
    keras.optimizers.Adam(schedules.CosineDecay(0.09, 5000)),
    keras.optimizers.SGD(schedules.ExponentialDecay(0.5, 1000, 0.9)),
    keras.optimizers.SGD(schedules.ExponentialDecay(0.05, 1000, 0.9), momentum=0.9),
):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    model.fit(data["x"], data["y"], epochs=40, validation_split=0.1)
