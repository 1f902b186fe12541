# The other schedules that Keras brings.
import numpy as np
from tensorflow import keras
from tensorflow.keras.optimizers import schedules

data = np.load("train.npz")
for schedule in (
    schedules.InverseTimeDecay(0.05, 1000, 0.5),
    schedules.CosineDecayRestarts(0.05, 1000),
    schedules.PolynomialDecay(0.05, 10_000, end_learning_rate=0.0001),
    schedules.PiecewiseConstantDecay([1000, 2000], [0.05, 0.01, 0.001]),
):
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(schedule), loss="mse")
    model.fit(data["x"], data["y"], validation_split=0.1)
