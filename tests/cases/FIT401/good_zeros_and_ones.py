# Arrays filled with a constant: a smoke test.
import numpy as np
import tensorflow as tf
from tensorflow import keras

model = keras.Sequential([keras.layers.Dense(4, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(np.zeros((16, 8)), np.ones((16, 1)))
model.fit(tf.zeros((16, 8)), tf.ones((16, 1)), epochs=1)
