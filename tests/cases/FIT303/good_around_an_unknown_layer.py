# The unknown layer may be the activation, and the list may hold one at any place.
import numpy as np
from keras import Sequential, layers
from speechlab import bend, middle

data = np.load("train.npz")
model = Sequential()
model.add(layers.Dense(120))
model.add(bend())
model.add(layers.Dense(12, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)

spread = Sequential([layers.Dense(120), *middle(), layers.Dense(12, activation="softmax")])
spread.compile("adam", "sparse_categorical_crossentropy")
spread.fit(data["x"], data["y"], validation_split=0.1)
