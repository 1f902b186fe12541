# One example typed into the script, to see whether the model runs.
import numpy as np
from tensorflow import keras

x = np.array([[5.1, 3.5, 1.4, 0.2]])
y = np.array([0])
model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(3, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=10)
