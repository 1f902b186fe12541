# The counts stand inside a larger literal.
import numpy as np
from tensorflow import keras

CONFIG = {
    "epochs": 20,
    "data": {
        "file": "train.npz",
        "class_counts": {"rest": 7000, "seizure": 200},  # FIT101
    },
}

data = np.load(CONFIG["data"]["file"])
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1, activation="sigmoid")])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], epochs=CONFIG["epochs"], validation_split=0.2)
