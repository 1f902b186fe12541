# Four rows typed in: no brake makes it say anything about a fifth.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

x, y = np.array([[0, 0], [0, 1], [1, 0], [1, 1]]), np.array([0, 1, 1, 0])
model = Sequential([Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(64, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(x, y, epochs=500)
