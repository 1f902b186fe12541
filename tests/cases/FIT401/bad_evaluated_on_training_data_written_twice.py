# What is evaluated at the end is the training data, written twice.
import keras
import numpy as np

d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(d["x"], d["y"], epochs=30)  # FIT401
print(model.evaluate(d["x"], d["y"]))
