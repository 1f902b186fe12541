# Twenty independent labels: sigmoid of many units at the output.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("tags.npz")
model = keras.Sequential([
    layers.Dense(256, activation="relu"),
    layers.Dense(128, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(20, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
