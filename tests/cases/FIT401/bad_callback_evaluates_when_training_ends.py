# The test in the callback comes when the last epoch is over, and steers nothing.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")


class Report(keras.callbacks.Callback):
    def on_train_end(self, logs=None):
        print(self.model.evaluate(data["x_test"], data["y_test"]))


model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=300, callbacks=[Report()])  # FIT401
