# Rows were chosen, labels replaced: the number of classes is not that of the data set any more.
import keras
import numpy as np
from keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
wanted = y < 2
model = keras.Sequential([layers.Flatten(), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x[wanted], y[wanted], validation_split=0.1)

(x, y), _ = keras.datasets.cifar10.load_data()
y[y < 5] = 0
y[y >= 5] = 1
model = keras.Sequential([layers.Flatten(), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, validation_split=0.1)

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Flatten(), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y == 5, validation_split=0.1)
model.fit(x, np.where(y % 2 == 0, 1, 0), validation_split=0.1)
