# Class counts in a JSON file; the mark stands here because JSON has no comments.
# expect: data/labels.json:3
import json
import os

import numpy as np
from keras.layers import Dense
from keras.models import Sequential

here = os.path.dirname(__file__)
with open(os.path.join(here, "data", "labels.json")) as stream:
    meta = json.load(stream)

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(len(meta["label_counts"]), activation="softmax")])
model.compile(optimizer="adam", loss="sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=10, validation_split=0.2)
