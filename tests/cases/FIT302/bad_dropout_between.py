# Dropout is no normalization.
import numpy as np
from keras.layers import Dense, Dropout
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(128, activation="sigmoid"))  # FIT302
model.add(Dropout(0.2))
model.add(Dense(128, activation="sigmoid"))
model.add(Dropout(0.2))
model.add(Dense(1, activation="sigmoid"))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
