# Two faults: the softmax has one unit (told as FIT304), and the loss measures distances between yes and no.
import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential

table = np.genfromtxt("answers.csv", delimiter=",")
x, y = table[:, :1], table[:, 1].astype(bool)
model = Sequential()
model.add(Dense(1, activation="sigmoid"))
model.add(Dense(1))
model.add(Activation("softmax"))
model.compile("rmsprop", loss="mean_absolute_error", metrics=["accuracy"])  # FIT306
model.fit(x, y, epochs=100, validation_split=0.2)
