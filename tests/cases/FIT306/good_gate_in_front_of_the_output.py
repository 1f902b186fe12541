# What the output went through last is a product that nobody can judge.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((16,))
x = layers.Dense(8, activation="tanh")(inputs)
gate = layers.Dense(8, activation="sigmoid")(x)
model = keras.Model(inputs, layers.multiply([x, gate]))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
