# The model is written out twice: once to find the number of epochs, once for all the data.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
x, y = data["x"], data["y"]
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile("rmsprop", "binary_crossentropy")
model.fit(x[1000:], y[1000:], epochs=20, batch_size=512, validation_data=(x[:1000], y[:1000]))
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile("rmsprop", "binary_crossentropy")
model.fit(x, y, epochs=4, batch_size=512)
model.evaluate(data["x_test"], data["y_test"])
