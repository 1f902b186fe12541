# Settings as attributes of a class that is never instantiated.
import numpy as np
from tensorflow import keras


class Settings:
    LEARNING_RATE = 0.25
    EPOCHS = 10


data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(Settings.LEARNING_RATE), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=Settings.EPOCHS, validation_split=0.1)
