# The rate stands in a dictionary at the top of the script.
import numpy as np
from tensorflow import keras

CONFIG = {
    "units": 32,
    "epochs": 25,
    "optimizer": {"lr": 0.3},
}

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(CONFIG["units"], activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.SGD(learning_rate=CONFIG["optimizer"]["lr"]), "mse")  # FIT201
model.fit(data["x"], data["y"], epochs=CONFIG["epochs"], validation_split=0.1)
