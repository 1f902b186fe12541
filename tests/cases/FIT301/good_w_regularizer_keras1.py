# Keras 1 called it W_regularizer.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.regularizers import l2

data = np.load("train.npz")
model = Sequential()
model.add(Dense(128, input_dim=20, activation="relu", W_regularizer=l2(0.01)))
model.add(Dense(128, activation="relu", W_regularizer=l2(0.01)))
model.add(Dense(128, activation="relu", W_regularizer=l2(0.01)))
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(data["x"], data["y"], nb_epoch=100, validation_split=0.2)
