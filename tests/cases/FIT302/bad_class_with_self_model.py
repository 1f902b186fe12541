# A class keeps the model in an attribute.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential


class Forecaster:
    def __init__(self, n_lags):
        self.model = Sequential()
        self.model.add(Dense(20, input_dim=n_lags, activation="sigmoid"))  # FIT302
        self.model.add(Dense(10, activation="sigmoid"))
        self.model.add(Dense(1))
        self.model.compile(loss="mse", optimizer="adam")

    def train(self, x, y):
        self.model.fit(x, y, epochs=100, validation_split=0.2)


data = np.load("load.npz")
Forecaster(24).train(data["x"], data["y"])
