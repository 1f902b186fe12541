# A callback class of the project assigns the rate.
import numpy as np
from tensorflow import keras


class StepDecay(keras.callbacks.Callback):
    def __init__(self, start, drop=0.5, every=10):
        super().__init__()
        self.start, self.drop, self.every = start, drop, every

    def on_epoch_begin(self, epoch, logs=None):
        self.model.optimizer.learning_rate = self.start * self.drop ** (epoch // self.every)


data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.1, callbacks=[StepDecay(0.05)])
