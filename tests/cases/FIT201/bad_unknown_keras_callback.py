# A callback that a patched Keras brings says nothing about the rate.
import keras
import numpy as np

data = np.load("train.npz")
model = keras.models.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(lr=0.1), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1, callbacks=[keras.callbacks.backpropagation()])
