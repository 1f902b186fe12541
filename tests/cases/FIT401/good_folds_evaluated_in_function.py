# The fold is trained and evaluated by a function of the script.
import numpy as np
from sklearn.model_selection import KFold
from tensorflow import keras


def run_fold(x_train, y_train, x_test, y_test):
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse", metrics=["mae"])
    model.fit(x_train, y_train, epochs=50, verbose=0)
    return model.evaluate(x_test, y_test, verbose=0)


data = np.load("train.npz")
x, y = data["x"], data["y"]
scores = [run_fold(x[a], y[a], x[b], y[b]) for a, b in KFold(10, shuffle=True).split(x)]
print(np.mean(scores, axis=0))
