# Records of classes whose numbers are no counts.
import numpy as np
from tensorflow import keras

classes = [{"name": "ok", "id": 1, "color": 255}, {"name": "worn", "id": 40, "color": 3}]
x, y = np.load("x.npy"), np.load("y.npy")
model = keras.Sequential([keras.layers.Dense(12, activation="relu"), keras.layers.Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, validation_split=0.2)
