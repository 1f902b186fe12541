# An empty list of callbacks, and a history.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
callbacks = []
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1, callbacks=callbacks + [keras.callbacks.History()])
