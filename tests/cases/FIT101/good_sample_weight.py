# A weight for each sample.
import numpy as np
from sklearn.utils.class_weight import compute_sample_weight
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], sample_weight=compute_sample_weight("balanced", data["y"]), validation_split=0.2)
