"""Trains the model of models.py."""
import numpy as np
from models import build_model
from tensorflow import keras

data = np.load("train.npz")
model = build_model()
model.compile("adam", "mse")
stop = keras.callbacks.EarlyStopping(patience=5)
model.fit(data["x"], data["y"], epochs=100, validation_split=0.2, callbacks=[stop])
