# The row stands in a model that another model calls.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

trunk = keras.Sequential(name="trunk")
trunk.add(layers.Dense(128, activation="relu"))  # FIT301
trunk.add(layers.Dense(128, activation="relu"))
trunk.add(layers.Dense(128, activation="relu"))

inputs = keras.Input((50,))
outputs = layers.Dense(2, activation="softmax")(trunk(inputs))
model = keras.Model(inputs, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
