# Up to three times the limit it is advice, from there on a warning; a linear model has ten times the limit.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")


def train(optimizer):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(optimizer, "mse")
    model.fit(data["x"], data["y"], epochs=30, validation_split=0.1)


train(keras.optimizers.Adam(0.01))  # FIT201 info medium
train(keras.optimizers.Nadam(0.029))  # FIT201 info medium
train(keras.optimizers.RMSprop(0.03))  # FIT201 warning high
train(keras.optimizers.SGD(0.2))  # FIT201 info medium
train(keras.optimizers.SGD(0.3))  # FIT201 warning high
train(keras.optimizers.SGD(0.5, decay=0.0))  # FIT201 warning high
train(keras.optimizers.Lion(0.02))  # FIT201 warning high
line = keras.Sequential([keras.layers.Dense(1, input_shape=[1])])
line.compile(keras.optimizers.Adam(0.1), "mse")  # FIT201 info medium
line.fit(data["x"], data["y"], epochs=500)
curve = keras.Sequential([keras.layers.Dense(3, activation="softmax")])
curve.compile(keras.optimizers.Adam(0.4), "sparse_categorical_crossentropy")  # FIT201 warning high
curve.fit(data["x"], data["y"], epochs=500)
