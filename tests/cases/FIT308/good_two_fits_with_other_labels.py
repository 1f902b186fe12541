# Only one of two trainings has labels that are known.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Flatten(), layers.Dense(10, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
model.fit(x, y, validation_split=0.1)
