# Early stopping in the list of callbacks.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
model.compile("adam", "mse")
es = keras.callbacks.EarlyStopping(monitor="val_loss", patience=10)
model.fit(data["x"], data["y"], epochs=500, validation_split=0.2, callbacks=[es])
