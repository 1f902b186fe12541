# Two saved models on two data sets: only the first one is validated.
import keras
import numpy as np

x, y = np.load("x.npy"), np.load("y.npy")
u, v = np.load("u.npy"), np.load("v.npy")
first = keras.models.load_model("cats.keras")
second = keras.models.load_model("ships.keras")
first.fit(x, y, validation_split=0.2, epochs=20)
second.fit(u, v, epochs=20)  # FIT401
