# Five classes, one of which is right: a binary loss does not know that.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential()
model.add(layers.Dense(32, activation="relu"))
model.add(layers.Dense(5))
model.add(layers.Activation("softmax"))
model.compile(
    optimizer="adam",
    loss="binary_crossentropy",  # FIT306
)
model.fit(data["x"], data["y"], validation_split=0.1)
