# imblearn's generator makes balanced batches.
import numpy as np
from imblearn.keras import BalancedBatchGenerator
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
batches = BalancedBatchGenerator(data["x"], data["y"], batch_size=32, random_state=1)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(batches, epochs=10, validation_data=(data["x_val"], data["y_val"]))
