# A sigmoid cannot give 2 or 3, and the data that say so are typed into the script.
import numpy as np
from keras.layers import Dense, Input
from keras.models import Model

s = np.array([[1, 2, 3], [1, 2, 3], [3, 2, 1]] * 20)
i = Input(shape=(3,))
good = Model(i, Dense(3)(Dense(2, activation="tanh")(i)))
good.compile("adam", loss="mse")
good.fit(s, s, epochs=100)
bad = Model(i, Dense(3, activation="sigmoid")(Dense(2, activation="tanh")(i)))  # FIT307
bad.compile("adam", loss="mse")
bad.fit(s, s, epochs=100)
