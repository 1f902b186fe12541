# A static method builds the network.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential


class PriceNet:
    @staticmethod
    def build(inputs, width=64):
        model = Sequential()
        model.add(Dense(width, input_dim=inputs, activation="relu"))  # FIT301
        model.add(Dense(width // 2, activation="relu"))
        model.add(Dense(width // 4, activation="relu"))
        model.add(Dense(1, activation="linear"))
        return model


data = np.load("houses.npz")
model = PriceNet.build(10)
model.compile(loss="mean_absolute_percentage_error", optimizer="adam")
model.fit(data["x"], data["y"], validation_split=0.25, epochs=200)
