# The same sweep with the model built in a function.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")


def run(rate):
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.SGD(learning_rate=rate), "mse")
    return model.fit(data["x"], data["y"], epochs=10, validation_split=0.2).history["val_loss"][-1]


scores = [run(rate) for rate in (0.001, 0.01, 0.1, 1.0)]
print(scores)
