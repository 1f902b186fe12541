# A literal mapping in the script.
import numpy as np
from tensorflow import keras

CLASS_COUNTS = {  # FIT101
    "no_event": 48_000,
    "event": 900,
}

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
