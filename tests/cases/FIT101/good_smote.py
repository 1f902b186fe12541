# SMOTE over-samples the training part.
import numpy as np
from imblearn.over_sampling import SMOTE
from sklearn.model_selection import train_test_split
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
x_train, x_val, y_train, y_val = train_test_split(data["x"], data["y"], stratify=data["y"])
x_train, y_train = SMOTE().fit_resample(x_train, y_train)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x_train, y_train, validation_data=(x_val, y_val))
