# The categorical focal loss.
import numpy as np
from tensorflow import keras

samples_per_class = [9000, 4000, 200]
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", loss=keras.losses.CategoricalFocalCrossentropy(alpha=[0.1, 0.2, 0.7]))
model.fit(data["x"], data["y"], validation_split=0.2)
