# What stands in front is not known, the layers concerned are.
import keras
import numpy as np
import tensorflow_hub as hub


class Reviews(keras.Model):
    def __init__(self, address):
        super().__init__()
        self.words = hub.load(address).signatures["default"]
        self.rest = keras.Sequential(
            [
                keras.layers.Dense(400),  # FIT303
                keras.layers.Dense(90),
                keras.layers.Dense(4),
            ]
        )

    def call(self, batch):
        return self.rest(self.words(batch["text"])["default"])


model = Reviews("https://example.org/words/1")
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(np.load("x.npy"), np.load("y.npy"), epochs=20, validation_split=0.1)
