# Neither half the values nor a standardized target lies between 0 and 1.
import keras
import numpy as np

d = np.load("d.npz")
u = d["u"]
half, standard = u / 2, (u - u.mean()) / u.std()
for target in (half, standard):
    model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="relu")])  # FIT307
    model.compile("adam", "mse")
    model.fit(d["x"], target, epochs=30, validation_split=0.2)
