"""Callbacks of every run."""

import keras


def callbacks_for(name):
    return [keras.callbacks.CSVLogger(f"{name}.csv"), keras.callbacks.ReduceLROnPlateau(patience=3)]
