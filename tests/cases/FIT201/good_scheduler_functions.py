# Functions whose rate depends on the epoch, on the rate so far or on calls before; and a small constant.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
rates = [0.5, 0.05, 0.005]
calls = 0


def stages(epoch):
    if epoch < 5:
        return 0.5
    return 0.001


def counted(epoch):
    global calls
    calls += 1
    return rates[min(calls // 10, 2)]


def falling(epoch, lr):
    return lr if epoch < 10 else lr * 0.9


for function in (stages, counted, falling, lambda epoch: 0.5 * 0.9**epoch, lambda epoch: 0.001):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(0.5), "mse")
    follow = keras.callbacks.LearningRateScheduler(function)
    model.fit(data["x"], data["y"], epochs=40, validation_split=0.1, callbacks=[follow])
