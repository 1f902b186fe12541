# The callback evaluates the very table that is trained on, read from it a second time.
import pandas as pd
from tensorflow import keras

table = pd.read_csv("houses.csv")


class Score(keras.callbacks.Callback):
    def on_epoch_end(self, epoch, logs=None):
        print(epoch, self.model.evaluate(table[["rooms", "area"]], table["price"], verbose=0))


model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(table[["rooms", "area"]], table["price"], epochs=200, callbacks=[Score()])  # FIT401
