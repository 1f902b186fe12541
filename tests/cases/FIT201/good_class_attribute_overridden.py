# The subclass that is used lowers the rate.
import numpy as np
from tensorflow import keras


class Config:
    LEARNING_RATE = 0.5


class FineTune(Config):
    LEARNING_RATE = 0.0005


config = FineTune()
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(config.LEARNING_RATE), "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
