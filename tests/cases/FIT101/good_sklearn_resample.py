# sklearn.utils.resample repeats the minority.
import numpy as np
from sklearn.utils import resample
from tensorflow import keras

class_counts = {"neg": 19_000, "pos": 400}
data = np.load("train.npz")
negatives, positives = data["x"][data["y"] == 0], data["x"][data["y"] == 1]
positives = resample(positives, replace=True, n_samples=len(negatives))
x = np.concatenate([negatives, positives])
y = np.concatenate([np.zeros(len(negatives)), np.ones(len(positives))])
order = np.random.permutation(len(x))
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x[order], y[order], validation_split=0.2)
