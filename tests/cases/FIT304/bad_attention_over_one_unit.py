# Attention weights that are all 1.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((20, 8))
x = layers.LSTM(16, return_sequences=True)(inputs)
weights = layers.Dense(1, activation="softmax")(x)  # FIT304
x = layers.GlobalAveragePooling1D()(layers.multiply([x, weights]))
model = keras.Model(inputs, layers.Dense(1, activation="sigmoid")(x))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
