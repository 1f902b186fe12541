# K.set_value lowers the rate from epoch to epoch.
import numpy as np
from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(optimizer=SGD(lr=0.5), loss="mse")
for epoch in range(20):
    K.set_value(model.optimizer.lr, 0.5 / (1 + epoch))
    model.fit(data["x"], data["y"], epochs=1, validation_split=0.1)
