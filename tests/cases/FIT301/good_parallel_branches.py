# Three dense layers side by side are no row.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((20,))
towers = [layers.Dense(64, activation="relu")(inputs) for _ in range(3)]
merged = layers.concatenate(towers)
model = keras.Model(inputs, layers.Dense(1)(merged))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
