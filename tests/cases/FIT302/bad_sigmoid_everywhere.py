# Sigmoid in every layer, the output included.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([
    keras.layers.Dense(32, activation="sigmoid", input_shape=(10,)),  # FIT302
    keras.layers.Dense(16, activation="sigmoid"),
    keras.layers.Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy", metrics=["accuracy"])
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
