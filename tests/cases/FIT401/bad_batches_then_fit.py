# Batches are prepared in nested loops of known length, with branches, before the only fit.
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential

table = np.loadtxt("sales.csv", delimiter=",")
windows, targets, counts = [], [], {}
for shop in range(120):
    for day in range(200):
        row = table[shop * 200 + day]
        if day < 30:
            continue
        counts[shop, day] = counts.get((shop, day - 1), 0) + 1
        windows.append(table[day - 30 : day])
        targets.append(row[0])
        if len(windows) > 100_000:
            break
net = Sequential([LSTM(8, input_shape=(30, 4)), Dense(1)])
net.compile(loss="mse", optimizer="adam")
net.fit(np.array(windows), np.array(targets), epochs=10)  # FIT401
