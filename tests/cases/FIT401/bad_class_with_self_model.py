# The model is an attribute, trained in a method.
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential


class Forecaster:
    def __init__(self, lags):
        self.model = Sequential()
        self.model.add(LSTM(32, input_shape=(lags, 1)))
        self.model.add(Dense(1))
        self.model.compile(loss="mse", optimizer="adam")

    def train(self, x, y, epochs=50):
        self.model.fit(x, y, epochs=epochs, shuffle=False, verbose=0)  # FIT401


data = np.load("load.npz")
forecaster = Forecaster(24)
forecaster.train(data["x"], data["y"])
