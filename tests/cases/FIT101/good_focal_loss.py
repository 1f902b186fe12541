# Keras's focal loss.
import numpy as np
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", keras.losses.BinaryFocalCrossentropy(gamma=2.0))
model.fit(data["x"], data["y"], validation_split=0.2)
