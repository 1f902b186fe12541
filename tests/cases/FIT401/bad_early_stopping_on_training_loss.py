# Early stopping on the training loss holds nothing back.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
stop = keras.callbacks.EarlyStopping(monitor="loss", patience=5)
model.fit(data["x"], data["y"], epochs=500, callbacks=[stop])  # FIT401
