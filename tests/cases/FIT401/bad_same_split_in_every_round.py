# The fixed seed makes the same split ten times, so the rounds repeat one training and its final test.
import numpy as np
from sklearn.model_selection import train_test_split
from tensorflow import keras

data = np.load("signals.npz")
scores = []
for _ in range(10):
    x, x_held, y, y_held = train_test_split(data["x"], data["y"], test_size=0.2, random_state=0)
    model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(4, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(x, y, epochs=60, verbose=0)  # FIT401
    scores.append(model.evaluate(x_held, y_held, verbose=0)[1])
