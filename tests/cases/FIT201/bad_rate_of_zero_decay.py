# decay=0.0 and weight_decay are no schedules.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
old = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
old.compile(keras.optimizers.legacy.Adam(lr=0.05, decay=0.0), "mse")  # FIT201
old.fit(data["x"], data["y"], validation_split=0.1)

new = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
new.compile(keras.optimizers.AdamW(0.05, weight_decay=0.01), "mse")  # FIT201
new.fit(data["x"], data["y"], validation_split=0.1)
