# The one class stands in a constant, the head in a function, with a normalization in between.
import numpy as np
from keras.layers import Activation, BatchNormalization, Dense
from keras.models import Sequential

NUM_CLASSES = 1
data = np.load("train.npz")


def add_head(model, classes):
    model.add(Dense(classes))
    model.add(BatchNormalization())
    model.add(Activation("softmax"))  # FIT304


model = Sequential()
model.add(Dense(32, activation="relu"))
add_head(model, NUM_CLASSES)
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
