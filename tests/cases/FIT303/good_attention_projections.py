# Queries, keys and values are linear projections.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
inputs = keras.Input((20, 32))
query, key, value = (layers.Dense(32)(inputs) for _ in range(3))
x = layers.Attention()([query, value, key])
y = layers.MultiHeadAttention(4, 8)(layers.Dense(32)(inputs), inputs)
x = layers.GlobalAveragePooling1D()(layers.add([x, y]))
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
