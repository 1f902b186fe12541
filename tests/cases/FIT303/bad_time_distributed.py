# The wrapper applies the same linear layer at each step.
import numpy as np
from keras.layers import Dense, TimeDistributed
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(TimeDistributed(Dense(32), input_shape=(10, 8)))  # FIT303
model.add(TimeDistributed(Dense(16, activation="relu")))
model.add(TimeDistributed(Dense(4, activation="softmax")))
model.compile("adam", "categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
