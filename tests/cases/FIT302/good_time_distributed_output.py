# TimeDistributed(Dense(k, "sigmoid")) is the output.
import numpy as np
from keras.layers import LSTM, Dense, TimeDistributed
from keras.models import Sequential

data = np.load("sequences.npz")
model = Sequential()
model.add(TimeDistributed(Dense(64, activation="relu"), input_shape=(None, 16)))
model.add(LSTM(64, return_sequences=True))
model.add(TimeDistributed(Dense(64, activation="relu")))
model.add(TimeDistributed(Dense(64, activation="relu")))
model.add(TimeDistributed(Dense(4, activation="sigmoid")))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
