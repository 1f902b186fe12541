# The models are kept in a dictionary and compiled in a loop.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
models = {
    "small": keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)]),
    "large": keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1)]),
}
for name, model in models.items():
    model.compile(optimizer=keras.optimizers.RMSprop(0.1), loss="mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)
