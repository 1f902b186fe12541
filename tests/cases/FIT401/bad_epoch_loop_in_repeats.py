# Five repetitions of one training, each scored when it is over: no round is steered by held-out data.
import numpy as np
from keras.layers import LSTM, Dense
from keras.models import Sequential
from sklearn.metrics import mean_squared_error


def train(part, epochs):
    x, y = part[:, :-1], part[:, -1]
    x = x.reshape(x.shape[0], 1, x.shape[1])
    model = Sequential()
    model.add(LSTM(8, input_shape=(1, x.shape[2])))
    model.add(Dense(1))
    model.compile(loss="mse", optimizer="adam")
    for _ in range(epochs):
        model.fit(x, y, epochs=1, batch_size=1, shuffle=False)  # FIT401
    return model


table = np.loadtxt("sales.csv", delimiter=",")
scores = []
for _ in range(5):
    model = train(table[:-12], 2000)
    held = table[-12:]
    guess = model.predict(held[:, :-1].reshape(12, 1, -1))
    scores.append(mean_squared_error(held[:, -1], guess))
