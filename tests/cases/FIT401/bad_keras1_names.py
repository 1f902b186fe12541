# Keras 1 names.
import numpy as np
from keras.layers.core import Activation, Dense
from keras.models import Sequential

X = np.genfromtxt("pima.csv", delimiter=",")
model = Sequential()
model.add(Dense(12, input_dim=8, init="uniform"))
model.add(Activation("relu"))
model.add(Dense(1, init="uniform"))
model.add(Activation("sigmoid"))
model.compile(loss="binary_crossentropy", optimizer="adam", metrics=["accuracy"])
model.fit(X[:, :8], X[:, 8], nb_epoch=150, batch_size=10, verbose=2)  # FIT401
