# Nine to one.
import numpy as np
from tensorflow import keras

class_counts = {"neg": 9000, "pos": 1000}
positive_rate = 0.1
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
