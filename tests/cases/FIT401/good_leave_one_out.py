# Leave-one-out: each model predicts the sample it has not seen.
import numpy as np
from sklearn.model_selection import LeaveOneOut
from tensorflow import keras

data = np.load("small.npz")
x, y = data["x"], data["y"]
errors = []
for train, test in LeaveOneOut().split(x):
    model = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(x[train], y[train], epochs=100, verbose=0)
    errors.append(abs(float(model.predict(x[test])[0, 0] - y[test][0])))
print(np.mean(errors))
