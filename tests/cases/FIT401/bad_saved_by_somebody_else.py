# Another model is validated here; the one that is loaded comes from a file that this script did not write.
import numpy as np
from tensorflow import keras

x, y = np.load("x.npy"), np.load("y.npy")
small = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
small.compile("adam", "mse")
small.fit(x, y, epochs=50, validation_split=0.2)
small.save("small.keras")
large = keras.models.load_model("large.keras")
large.fit(x, y, epochs=50)  # FIT401
