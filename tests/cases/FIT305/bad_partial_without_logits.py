# functools.partial of a loss function that does not say from_logits.
from functools import partial

import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
loss = partial(keras.losses.binary_crossentropy, label_smoothing=0.1)
model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1)])  # FIT305
model.compile("adam", loss)
model.fit(data["x"], data["y"], validation_split=0.1)
