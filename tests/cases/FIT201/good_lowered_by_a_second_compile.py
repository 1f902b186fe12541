# Trained in two stages: the second compile lowers the rate.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Conv2D(8, 3, activation="relu"), layers.Flatten(), layers.Dense(4, "softmax")])
model.compile(keras.optimizers.SGD(0.2), "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=3, validation_split=0.1)
model.compile(keras.optimizers.SGD(0.01), "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=10, validation_split=0.1)
