# A callback of another package, here a progress bar, does not exempt.
import numpy as np
from tensorflow import keras
from tqdm.keras import TqdmCallback

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1, verbose=0, callbacks=[TqdmCallback(verbose=1)])
