# Keras Tuner chooses the rate.
import keras_tuner as kt
import numpy as np
from tensorflow import keras


def build(hp):
    model = keras.Sequential([keras.layers.Dense(hp.Int("units", 8, 64), activation="relu"), keras.layers.Dense(1)])
    rate = hp.Choice("learning_rate", [0.1, 0.01, 0.001])
    model.compile(optimizer=keras.optimizers.Adam(rate), loss="mse")
    return model


data = np.load("train.npz")
tuner = kt.RandomSearch(build, objective="val_loss", max_trials=10)
tuner.search(data["x"], data["y"], epochs=5, validation_split=0.2)
