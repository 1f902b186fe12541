# Precision and recall show the problem but do not change the training.
import numpy as np
from tensorflow import keras

class_counts = {0: 9500, 1: 500}  # FIT101
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy", metrics=[keras.metrics.Precision(), keras.metrics.Recall()])
model.fit(data["x"], data["y"], validation_split=0.2)
