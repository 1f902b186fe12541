# The absolute error of a softmax hardly tells mistakes from doubts.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
labels = keras.utils.to_categorical(data["y"], 4)
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(4, activation="softmax")])
model.compile("adam", loss="mae")  # FIT306
model.fit(data["x"], labels, validation_split=0.1)
