# Keras 1 names: output_dim and init, lr and nb_epoch.
import numpy as np
from keras.layers.core import Dense
from keras.models import Sequential
from keras.optimizers import SGD

X = np.array([[0, 0], [0, 1], [1, 0], [1, 1]], dtype=float)
y = np.array([[0], [1], [1], [0]], dtype=float)
model = Sequential()
model.add(Dense(output_dim=8, input_dim=2, init="uniform", activation="sigmoid"))  # FIT302
model.add(Dense(output_dim=8, init="uniform", activation="sigmoid"))
model.add(Dense(output_dim=1, init="uniform", activation="sigmoid"))
model.compile(loss="binary_crossentropy", optimizer=SGD(lr=0.01))
model.fit(X, y, nb_epoch=1000, batch_size=1)
