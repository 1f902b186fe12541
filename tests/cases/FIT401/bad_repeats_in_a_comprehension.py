# Ten runs of one experiment, collected by a comprehension: each is tested when it is over.
import numpy as np
from tensorflow import keras

data = np.load("signals.npz")


def experiment():
    model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(data["x"], data["y"], epochs=60, verbose=0)  # FIT401
    return model.evaluate(data["x_test"], data["y_test"], verbose=0)


losses = [experiment() for run in range(10)]
print(np.mean(losses), np.std(losses))
