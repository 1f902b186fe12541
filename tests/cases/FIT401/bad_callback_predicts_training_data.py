# The callback plots how well the training samples are fitted: no sample is one that the model has not seen.
import matplotlib.pyplot as plt
import numpy as np
from tensorflow import keras

data = np.load("curve.npz")
x, y = data["x"], data["y"]


class Plot(keras.callbacks.Callback):
    def __init__(self, inputs):
        super().__init__()
        self.inputs = inputs

    def on_epoch_end(self, epoch, logs=None):
        plt.plot(self.inputs, self.model.predict(self.inputs, verbose=0))
        plt.savefig(f"epoch_{epoch}.png")


model = keras.Sequential([keras.layers.Dense(64, activation="tanh"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, epochs=300, callbacks=[Plot(x)])  # FIT401
