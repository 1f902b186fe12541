# A time series cut into windows by a function of the script.
import numpy as np
import pandas as pd
from keras.layers import LSTM, Dense
from keras.models import Sequential
from sklearn.preprocessing import MinMaxScaler


def windows(series, lags):
    x = [series[i:i + lags] for i in range(len(series) - lags)]
    return np.array(x), series[lags:]


frame = pd.read_csv("airline.csv", usecols=[1])
scaled = MinMaxScaler().fit_transform(frame.values.astype("float32"))
cut = int(len(scaled) * 0.67)
train_x, train_y = windows(scaled[:cut], 3)
test_x, test_y = windows(scaled[cut:], 3)
model = Sequential()
model.add(LSTM(4, input_shape=(3, 1)))
model.add(Dense(1))
model.compile(loss="mean_squared_error", optimizer="adam")
model.fit(train_x, train_y, epochs=100, batch_size=1, verbose=2)  # FIT401
predicted = model.predict(test_x)
