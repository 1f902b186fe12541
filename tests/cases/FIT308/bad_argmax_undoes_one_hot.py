# The labels were one-hot once.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
labels = np.argmax(data["one_hot"], axis=1)
model = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(4, activation="softmax")])
model.compile("adam", "categorical_crossentropy")  # FIT308
model.fit(data["x"], labels, validation_split=0.1)
