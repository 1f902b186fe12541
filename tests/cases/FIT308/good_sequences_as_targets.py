# Class numbers for each step, one-hot along the way.
import keras
import numpy as np
from keras import layers
from keras.utils import to_categorical

data = np.load("train.npz")
targets = to_categorical(data["next"], num_classes=50)
model = keras.Sequential([layers.Embedding(50, 16), layers.LSTM(32), layers.Dense(50, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit(data["x"], targets, validation_split=0.1)
