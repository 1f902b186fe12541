# The wrapper that Keras 2 shipped.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.wrappers.scikit_learn import KerasClassifier
from sklearn.model_selection import RandomizedSearchCV


def build(units=12):
    model = Sequential([Dense(units, activation="relu", input_dim=8), Dense(1, activation="sigmoid")])
    model.compile(loss="binary_crossentropy", optimizer="adam")
    return model


data = np.load("pima.npz")
grid = RandomizedSearchCV(KerasClassifier(build_fn=build, epochs=50), {"units": [4, 8, 12]}, cv=3)
grid.fit(data["x"], data["y"])
