# A line through few inputs, told by the model or by the data.
import numpy as np
from tensorflow import keras

hours = np.array([0.5, 1.0, 1.5, 2.0, 3.5, 4.0, 6.0, 7.5])
marks = np.array([31.0, 35.0, 41.0, 48.0, 60.0, 66.0, 80.0, 91.0])
told = keras.Sequential([keras.layers.Dense(1, input_shape=[1])])
told.compile(keras.optimizers.Adam(0.05), "mse")
told.fit(hours, marks, epochs=500, validation_split=0.25)
seen = keras.Sequential([keras.layers.Dense(1)])
seen.compile(keras.optimizers.SGD(0.2), "mse")
seen.fit(hours.reshape(-1, 1), marks, epochs=500, validation_split=0.25)
named = keras.Sequential([keras.Input((3,)), keras.layers.Dense(1, activation="sigmoid")])
named.compile(keras.optimizers.Adam(0.05), "binary_crossentropy")
named.fit(np.load("x.npy"), np.load("y.npy"), epochs=500, validation_split=0.25)
