# One line in a loop makes three layers; the finding stands on it once.
import numpy as np
from tensorflow import keras

HIDDEN = [128, 64, 32]
data = np.load("train.npz")
model = keras.Sequential()
model.add(keras.Input((30,)))
for units in HIDDEN:
    model.add(keras.layers.Dense(units, activation="relu"))  # FIT301
model.add(keras.layers.Dense(1, activation="sigmoid"))
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
