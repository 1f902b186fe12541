# The weights go to a scikit-learn estimator; the Keras model gets none.
import numpy as np
from sklearn.linear_model import LogisticRegression
from tensorflow import keras

class_counts = {0: 9500, 1: 500}  # FIT101
class_weight = {0: 1.0, 1: 19.0}
data = np.load("train.npz")
baseline = LogisticRegression(class_weight=class_weight)
baseline.fit(data["x"], data["y"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
