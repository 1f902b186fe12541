# The XOR network of every textbook: one hidden layer.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

x = np.array([[0, 0], [0, 1], [1, 0], [1, 1]])
y = np.array([0, 1, 1, 0])
model = Sequential()
model.add(Dense(4, input_dim=2, activation="sigmoid"))
model.add(Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy")
model.fit(x, y, epochs=5000, verbose=0)
