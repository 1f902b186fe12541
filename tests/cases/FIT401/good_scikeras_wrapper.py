# The wrapper makes an estimator of a Keras model; cross_val_score evaluates it.
import numpy as np
from scikeras.wrappers import KerasRegressor
from sklearn.model_selection import GridSearchCV, cross_val_score
from tensorflow import keras


def build(units=16):
    model = keras.Sequential([keras.layers.Dense(units, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model


data = np.load("train.npz")
model = KerasRegressor(model=build, epochs=20, verbose=0)
print(cross_val_score(model, data["x"], data["y"], cv=5))
search = GridSearchCV(model, {"model__units": [8, 16, 32]})
search.fit(data["x"], data["y"])
