# The activation is a layer behind a normalization.
import numpy as np
from keras.layers import Activation, BatchNormalization, Dense
from keras.models import Sequential

data = np.load("houses.npz")
model = Sequential()
model.add(Dense(64, activation="relu"))
model.add(Dense(1))
model.add(BatchNormalization())
model.add(Activation("relu"))  # FIT307
model.compile(loss="mean_absolute_error", optimizer="adam")
model.fit(data["x"], data["price"], validation_split=0.1)
