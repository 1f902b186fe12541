# Targets divided into the range from 0 to 1, through a split.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from sklearn.model_selection import train_test_split

data = np.load("houses.npz")
prices = data["price"] / data["price"].max()
x, x_test, y, y_test = train_test_split(data["x"], prices, test_size=0.2)
model = Sequential([Dense(64, activation="relu"), Dense(1, activation="relu")])
model.compile("adam", "mse")
model.fit(x, y, validation_data=(x_test, y_test))
