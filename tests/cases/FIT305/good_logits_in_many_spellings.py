# Every loss here takes logits.
from functools import partial

import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
LOGITS = True
settings = {"from_logits": True}
for loss in (
    keras.losses.BinaryCrossentropy(from_logits=True),
    keras.losses.BinaryCrossentropy(LOGITS),
    keras.losses.BinaryCrossentropy(**settings),
    partial(keras.losses.binary_crossentropy, from_logits=True),
):
    model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)])
    model.compile("adam", loss)
    model.fit(data["x"], data["y"], validation_split=0.1)
