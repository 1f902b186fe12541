# What the callback evaluates after each epoch is a baseline that shares nothing with the model in training.
import numpy as np
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
x_held, y_held = np.load("x_held.npy"), np.load("y_held.npy")
baseline = keras.Sequential([keras.Input((20,)), keras.layers.Dense(1)])
baseline.compile("sgd", "mse")
baseline.fit(x, y, epochs=50, validation_data=(x_held, y_held))


class Compare(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print("baseline", baseline.evaluate(x_held, y_held, verbose=0), "now", logs["loss"])


model = keras.Sequential([keras.Input((20,)), keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, epochs=300, callbacks=[Compare()])  # FIT401
