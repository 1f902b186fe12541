"""The network."""

import train
from keras import layers, models


def build():
    return models.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)], name=f"rate-{train.RATE}")
