# An optimizer of another package may decay the weights.
import numpy as np
import tensorflow_addons as tfa
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(1)])
model.compile(optimizer=tfa.optimizers.AdamW(weight_decay=1e-4, learning_rate=1e-3), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.2)
