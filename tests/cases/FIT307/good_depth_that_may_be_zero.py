# Where a search may choose no layer at all, or the rounds differ, it is not known what comes last.
import keras_tuner
import numpy as np
from keras import layers
from keras.models import Sequential


def shallow(hp):
    model = Sequential([layers.Flatten(input_shape=(7, 4)), layers.Dense(7)])
    for _ in range(hp.Int("depth", 0, 4)):
        model.add(layers.Dense(7, activation="relu"))
    model.compile(optimizer="adam", loss="mse")
    return model


def mixed(hp):
    model = Sequential([layers.Flatten(input_shape=(7, 4))])
    for _ in range(hp.Int("depth", 1, 4)):
        model.add(layers.Dense(7, activation=hp.Choice("activation", ["relu", "linear"])))
    model.compile(optimizer="adam", loss="mse")
    return model


def ended(hp):
    model = Sequential([layers.Flatten(input_shape=(7, 4))])
    for _ in range(1, hp.Int("depth", 2, 4)):
        model.add(layers.Dense(7, activation="relu"))
    model.add(layers.Dense(7))
    model.compile(optimizer="adam", loss="mse")
    return model


data = np.load("power.npz")
for build in (shallow, mixed, ended):
    tuner = keras_tuner.RandomSearch(build, objective="val_loss", max_trials=5)
    tuner.search(data["x"], data["y"], epochs=5, validation_split=0.2)
    tuner.get_best_models()[0].fit(data["x"], data["y"], epochs=200, validation_split=0.2)
