# Two trainings, both weighted.
import numpy as np
from tensorflow import keras

class_counts = {0: 9500, 1: 500}
weights = {0: 0.53, 1: 10.0}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], class_weight=weights, epochs=5, validation_split=0.2)
model.optimizer.learning_rate = 1e-4
model.fit(data["x"], data["y"], class_weight=weights, epochs=5, validation_split=0.2)
