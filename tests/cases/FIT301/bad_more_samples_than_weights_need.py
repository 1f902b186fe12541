# Half a million samples may be brake enough for a thousand weights; that is for the reader to weigh.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

x = np.linspace(0, 1, 500_000).reshape(-1, 1)
y = np.sin(9 * x)
model = keras.Sequential([keras.Input((1,))] + [layers.Dense(32, activation="relu") for _ in range(3)] + [layers.Dense(1)])  # FIT301 medium
model.compile("adam", "mse")
model.fit(x, y, epochs=5, validation_split=0.1)
