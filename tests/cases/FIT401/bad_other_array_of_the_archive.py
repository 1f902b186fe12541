# Both data sets stand in one archive; the network for the second was never validated.
import numpy as np
from tensorflow import keras

archive = np.load("plants.npz")


def network():
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


wind, sun = network(), network()
wind.fit(archive["wind"], archive["power"], epochs=50, validation_split=0.2)
sun.fit(archive["sun"], archive["yield"], epochs=50)  # FIT401
