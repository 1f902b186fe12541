# Annotated assignments, and a typed signature.
from __future__ import annotations

from typing import Final

import numpy as np
from tensorflow import keras

LEARNING_RATE: Final[float] = 0.3


def compiled(rate: float = LEARNING_RATE) -> keras.Model:
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(learning_rate=rate), "mse")  # FIT201
    return model


data = np.load("train.npz")
compiled().fit(data["x"], data["y"], validation_split=0.1)
