# The names of Keras 1: lr, nb_epoch, output_dim, init.
import numpy as np
from keras.layers.core import Activation, Dense
from keras.models import Sequential
from keras.optimizers import SGD

X = np.genfromtxt("pima.csv", delimiter=",")
model = Sequential()
model.add(Dense(output_dim=12, input_dim=8, init="uniform"))
model.add(Activation("relu"))
model.add(Dense(output_dim=1, init="uniform"))
model.add(Activation("sigmoid"))
sgd = SGD(lr=0.3, momentum=0.8)  # FIT201
model.compile(loss="binary_crossentropy", optimizer=sgd)
model.fit(X[:, :8], X[:, 8], nb_epoch=150, batch_size=10, validation_split=0.2)
