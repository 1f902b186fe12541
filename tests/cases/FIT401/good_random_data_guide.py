# A guide that shows an interface on noise, many times in one file.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.random.random((1000, 32))
y = np.random.randint(0, 2, (1000, 1))
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=2)

inputs = keras.Input((32,))
other = keras.Model(inputs, layers.Dense(1)(inputs))
other.compile("sgd", "mse")
other.fit(np.random.normal(size=(64, 32)), np.random.normal(size=(64, 1)))
other.fit(np.random.rand(64, 32).astype("float32"), np.random.rand(64, 1), batch_size=16)
