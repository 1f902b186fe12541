# At the end of each epoch a callback scores held-out records by a model that shares the trained layers.
import json

import keras
import numpy as np
from keras import layers

records = json.load(open("train.json"))
held_out = json.load(open("valid.json"))
tokens = keras.Input(shape=(64,), dtype="int32")
hidden = layers.Embedding(8000, 64)(tokens)
spans = layers.Dense(2, activation="sigmoid")(hidden)
finder = keras.Model(tokens, layers.Lambda(lambda t: t ** 2)(spans))
trained = keras.Model(tokens, spans)
trained.compile(optimizer="adam", loss="binary_crossentropy")


def find(record):
    return np.where(finder.predict(np.array([record["ids"]]))[0] > 0.5)


def score(part):
    hits = sum(len(find(record)[0]) == record["count"] for record in part)
    return hits / len(part)


class Watch(keras.callbacks.Callback):
    best = 0.0

    def on_epoch_end(self, epoch, logs=None):
        value = score(held_out)
        if value > self.best:
            self.best = value
            trained.save_weights("best.h5")
        else:
            self.model.stop_training = True


x = np.array([record["ids"] for record in records])
y = np.array([record["spans"] for record in records])
trained.fit(x, y, epochs=50, callbacks=[Watch()])
