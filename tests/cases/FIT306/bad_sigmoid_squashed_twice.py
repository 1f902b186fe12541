# from_logits by position, behind a sigmoid.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(1, activation="sigmoid")])
model.compile("adam", keras.losses.BinaryCrossentropy(True))  # FIT306
model.fit(data["x"], data["y"], validation_split=0.1)
