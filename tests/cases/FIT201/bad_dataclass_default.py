# The rate is the default of a dataclass field.
from dataclasses import dataclass

import numpy as np
from tensorflow import keras


@dataclass
class Config:
    units: int = 32
    learning_rate: float = 0.1
    epochs: int = 10


config = Config(epochs=30)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(config.units, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(config.learning_rate), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=config.epochs, validation_split=0.1)
