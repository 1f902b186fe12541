# Two different models; one is validated.
import numpy as np
from keras.layers import Conv1D, Dense, GlobalMaxPooling1D
from keras.models import Sequential

data = np.load("signals.npz")
dense = Sequential([Dense(32, activation="relu"), Dense(2, activation="softmax")])
dense.compile("adam", "sparse_categorical_crossentropy")
dense.fit(data["flat"], data["y"], validation_split=0.2)

conv = Sequential([Conv1D(16, 5, activation="relu"), GlobalMaxPooling1D(), Dense(2, activation="softmax")])
conv.compile("adam", "sparse_categorical_crossentropy")
conv.fit(data["x"], data["y"])  # FIT401
