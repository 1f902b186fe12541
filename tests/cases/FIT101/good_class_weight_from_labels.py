# Weights computed by scikit-learn from the labels.
import numpy as np
from sklearn.utils.class_weight import compute_class_weight
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
weights = compute_class_weight("balanced", classes=np.unique(data["y"]), y=data["y"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], class_weight=dict(enumerate(weights)), validation_split=0.2)
