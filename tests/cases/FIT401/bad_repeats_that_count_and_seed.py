# The round is only printed and seeds the weights; every round trains the same and is tested at its end.
import numpy as np
from tensorflow import keras

data = np.load("signals.npz")
accuracies = np.zeros(10)
for run in range(10):
    keras.utils.set_random_seed(run)
    model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(4, activation="softmax")])
    model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
    model.fit(data["x"], data["y"], epochs=60, verbose=0)  # FIT401
    accuracies[run] = model.evaluate(data["x_test"], data["y_test"], verbose=0)[1]
    print("run %d: %.3f" % (run + 1, accuracies[run]))
