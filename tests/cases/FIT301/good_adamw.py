# AdamW decays the weights by default.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(64, activation="relu") for _ in range(4)] + [layers.Dense(1)])
model.compile(keras.optimizers.AdamW(1e-3), "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
