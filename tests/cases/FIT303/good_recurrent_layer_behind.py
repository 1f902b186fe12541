# A recurrent layer brings its own activations.
import numpy as np
from keras.layers import LSTM, Dense, TimeDistributed
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(TimeDistributed(Dense(32), input_shape=(10, 8)))
model.add(LSTM(16))
model.add(Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
