# An output of the model that also feeds the next stage is still an output.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

inputs = keras.Input((40,))
x = layers.Dense(64, activation="relu")(inputs)
x = layers.Dense(64, activation="relu")(x)
coarse = layers.Dense(4, activation="sigmoid", name="coarse")(x)
fine = layers.Dense(20, activation="softmax", name="fine")(layers.Concatenate()([x, coarse]))
model = keras.Model(inputs, [coarse, fine])
model.compile("adam", {"coarse": "binary_crossentropy", "fine": "sparse_categorical_crossentropy"})
data = np.load("train.npz")
model.fit(data["x"], {"coarse": data["coarse"], "fine": data["fine"]}, validation_split=0.2)
