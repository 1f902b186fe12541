# The hidden layers come from a comprehension and are starred into the list.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
hidden = [layers.Dense(units, activation="relu") for units in (200, 100, 50)]  # FIT301
model = keras.Sequential([keras.Input((25,)), *hidden, layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=40, validation_split=0.2)
