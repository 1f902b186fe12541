# The project's callback reads the rate but never sets it, whatever its name suggests.
import numpy as np
from tensorflow import keras


class LearningRateReporter(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        rate = float(self.model.optimizer.learning_rate)
        print(f"epoch {epoch}: learning rate {rate:.5f}, loss {logs['loss']:.4f}")


data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1, callbacks=[LearningRateReporter()])
