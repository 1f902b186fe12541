# The other return is the one that fit sees: its input is not among the data, or nobody knows what is.
import keras
import numpy as np
import tensorflow as tf


class Reader(keras.Model):
    def __init__(self):
        super().__init__()
        self.embedding = keras.layers.Embedding(5000, 64)
        self.pool = keras.layers.GlobalAveragePooling1D()
        self.score = keras.layers.Dense(3)
        self.softmax = keras.layers.Softmax()

    def call(self, inputs):
        scores = self.score(self.pool(self.embedding(inputs["words"])))
        if inputs.get("raw", None) is not None:
            return scores
        return self.softmax(scores)


data = np.load("reviews.npz")
model = Reader()
model.compile("adam", "sparse_categorical_crossentropy")
model.fit({"words": data["words"]}, data["stars"], epochs=5, validation_split=0.1)

unknown = Reader()
unknown.compile("adam", "sparse_categorical_crossentropy")
unknown.fit(tf.data.Dataset.load("reviews"), epochs=5)

both = Reader()
both.compile("adam", "sparse_categorical_crossentropy")
both.fit({"words": data["words"]}, data["stars"], epochs=5, validation_split=0.1)
both.fit({"words": data["words"], "raw": data["raw"]}, data["stars"], epochs=5, validation_split=0.1)
