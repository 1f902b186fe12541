# The caller passes relu.
import numpy as np
from keras.layers import Activation, Conv2D, Dense, Flatten
from keras.models import Sequential


class LeNet:
    @staticmethod
    def build(classes, activation="sigmoid"):
        model = Sequential()
        for filters in (20, 50):
            model.add(Conv2D(filters, 5, padding="same"))
            model.add(Activation(activation))
        model.add(Flatten())
        model.add(Dense(classes, activation="softmax"))
        return model


data = np.load("digits.npz")
model = LeNet.build(10, activation="relu")
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
