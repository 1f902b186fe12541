# Random inputs with targets computed from them: there is something to learn, and to overfit.
import numpy as np
from tensorflow import keras

x = np.random.uniform(-1, 1, size=(500, 1))
y = 3.0 * x + 2.0 + np.random.normal(scale=0.1, size=(500, 1))
model = keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, epochs=200)  # FIT401
