# The share of the positive class as a number in the script.
import numpy as np
from tensorflow import keras

positive_rate = 0.03  # FIT101

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
print(f"expecting {positive_rate:.0%} positives")
model.fit(data["x"], data["y"], validation_split=0.2)
