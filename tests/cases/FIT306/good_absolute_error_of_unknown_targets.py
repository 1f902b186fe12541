# Nobody knows whether the targets are classes.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(4, activation="softmax")])
model.compile("adam", loss="mae")
model.fit(data["x"], data["shares"], validation_split=0.1)
