# LearningRateScheduler with functions that give one number, or what they get.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
BASE = 0.08


def steady(epoch):
    rate = BASE
    return rate


class Plan:
    def rate(self, epoch, lr):
        print(f"epoch {epoch}: {lr}")
        return lr


for function in (steady, lambda epoch: 0.08, lambda epoch, lr: lr, Plan().rate):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(BASE), "mse")  # FIT201
    follow = keras.callbacks.LearningRateScheduler(function)
    model.fit(data["x"], data["y"], epochs=40, validation_split=0.1, callbacks=[follow])
