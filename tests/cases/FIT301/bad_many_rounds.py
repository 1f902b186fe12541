# A hundred layers from a loop whose length is known.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential()
model.add(layers.Dense(300, activation="selu"))  # FIT301
for _ in range(99):
    model.add(layers.Dense(100, activation="selu"))
model.add(layers.Dense(10, activation="softmax"))
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=5, validation_split=0.1)
