# K.sigmoid as the activation.
import numpy as np
from keras import backend as K
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(32, input_dim=9, activation=K.sigmoid))  # FIT302
model.add(Dense(32, activation=K.sigmoid))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
