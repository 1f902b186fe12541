# Records of classes with shares called counts.
import keras
import numpy as np

classes = [{"name": "ok", "count": 0.95}, {"name": "worn", "count": 0.04}, {"name": "torn", "count": 0.01}]  # FIT101
x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=9, validation_split=0.2)
