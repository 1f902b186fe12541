# compile gets its arguments from a dictionary that the script spells out.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
settings = {
    "optimizer": keras.optimizers.Adam(learning_rate=0.1),  # FIT201
    "loss": "mse",
}
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(**settings)
model.fit(data["x"], data["y"], validation_split=0.1)
