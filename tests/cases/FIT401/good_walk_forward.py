# Walk-forward validation of a forecast: fit on the past, predict the next part.
import numpy as np
from sklearn.metrics import mean_squared_error
from sklearn.model_selection import TimeSeriesSplit
from tensorflow import keras

data = np.load("series.npz")
x, y = data["x"], data["y"]
for past, future in TimeSeriesSplit(n_splits=5).split(x):
    model = keras.Sequential([keras.layers.LSTM(16), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    model.fit(x[past], y[past], epochs=20, verbose=0)
    print(mean_squared_error(y[future], model.predict(x[future])))
