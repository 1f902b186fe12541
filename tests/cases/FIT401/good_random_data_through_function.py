# The noise comes from a function.
import numpy as np
from tensorflow import keras


def generate_dummy_data(n=1000):
    return np.random.random((n, 20)), np.random.randint(2, size=(n, 1))


x_train, y_train = generate_dummy_data()
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x_train, y_train, epochs=10)
