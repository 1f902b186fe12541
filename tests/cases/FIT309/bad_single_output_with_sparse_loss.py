# Two classes, one output, a categorical loss.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential([Dense(8, activation="relu"), Dense(1)])  # FIT309
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
