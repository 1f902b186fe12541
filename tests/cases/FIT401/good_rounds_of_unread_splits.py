# What the helper of another package returns in each round is not known: it may well be another split.
import numpy as np
from splits import one_more
from tensorflow import keras

scores = []
for _ in range(5):
    x, y, held, wanted = one_more()
    model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(x, y, epochs=60, verbose=0)
    scores.append(model.evaluate(held, wanted, verbose=0))
