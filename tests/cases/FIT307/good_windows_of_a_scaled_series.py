# Windows cut from an array scaled to 0..1: tanh reaches their targets.
import numpy as np
import pandas as pd
from keras.layers import LSTM, Activation, Dense
from keras.models import Sequential
from sklearn.preprocessing import MinMaxScaler


def windows(series, size):
    x, y = [], []
    for i in range(len(series) - size):
        x.append(series[i:i + size, 0])
        y.append(series[i + size, 0])
    return np.array(x), np.array(y)


values = pd.read_csv("meter.csv", usecols=[1]).values.astype("float32")
values = MinMaxScaler(feature_range=(0, 1)).fit_transform(values)
cut = int(len(values) * 0.67)
x, y = windows(values[:cut, :], 4)
x_late, y_late = windows(values[cut:, :], 4)
model = Sequential()
model.add(LSTM(64, input_shape=(1, 4)))
model.add(Dense(1))
model.add(Activation("tanh"))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(x.reshape(len(x), 1, 4), y, epochs=20, validation_data=(x_late.reshape(len(x_late), 1, 4), y_late))
