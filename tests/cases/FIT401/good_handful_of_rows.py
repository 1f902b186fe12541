# A table of a few rows typed into the script, and its windows: there is nothing to hold back.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import train_test_split

x = np.array([[1, 2, 3], [2, 3, 4], [3, 4, 5], [4, 5, 6], [5, 6, 7], [6, 7, 8], [7, 8, 9]])
y = np.array([4, 5, 6, 7, 8, 9, 10])
x_train, x_test, y_train, y_test = train_test_split(x, y, test_size=0.3)
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile("adam", "mse")
model.fit(x_train, y_train, epochs=100, batch_size=1)
