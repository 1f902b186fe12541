# The classic decay = rate / epochs is a schedule; seeing it needs a division.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import SGD

epochs = 50
learning_rate = 0.1
decay_rate = learning_rate / epochs
data = np.load("ionosphere.npz")
model = Sequential()
model.add(Dense(34, input_dim=34, activation="relu"))
model.add(Dense(1, activation="sigmoid"))
sgd = SGD(lr=learning_rate, momentum=0.8, decay=decay_rate, nesterov=False)
model.compile(loss="binary_crossentropy", optimizer=sgd, metrics=["accuracy"])
model.fit(data["x"], data["y"], validation_split=0.33, epochs=epochs, batch_size=28, verbose=2)
