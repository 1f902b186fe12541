# A sweep over several rates is an experiment about the rate.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
results = {}
for lr in [1.0, 0.1, 0.01, 0.001]:
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer=keras.optimizers.Adam(lr), loss="mse")
    history = model.fit(data["x"], data["y"], epochs=10, validation_split=0.2)
    results[lr] = history.history["val_loss"][-1]
