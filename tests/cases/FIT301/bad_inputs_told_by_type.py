# Which inputs are words and which are numbers is told by their types, which are written.
import keras
import numpy as np
import tensorflow as tf
from keras import layers

table = np.loadtxt("table.csv", delimiter=",", dtype=object)
entries = {}
for column in range(6):
    dtype = tf.float32
    if column in np.array([1, 2]):
        dtype = tf.string
    entries[column] = keras.Input(shape=(1,), name=str(column), dtype=dtype)
numbers = {}
for column, entry in entries.items():
    if entry.dtype == tf.float32:
        numbers[column] = entry
parts = [layers.Normalization()(layers.Concatenate()(list(numbers.values())))]
for column, entry in entries.items():
    if entry.dtype == tf.float32:
        continue
    words = layers.StringLookup(vocabulary=np.unique(table[:, column]))
    parts.append(layers.CategoryEncoding(num_tokens=words.vocabulary_size())(words(entry)))
hidden = layers.Dense(64, activation="relu")(layers.Concatenate()(parts))  # FIT301
hidden = layers.Dense(64, activation="relu")(hidden)
hidden = layers.Dense(64, activation="relu")(hidden)
model = keras.Model(entries, layers.Dense(1, activation="sigmoid")(hidden))
model.compile("adam", "binary_crossentropy")
model.fit({c: table[:, c] for c in range(6)}, table[:, 6], epochs=10, validation_split=0.2)
