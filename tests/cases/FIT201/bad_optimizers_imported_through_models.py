# Keras 2 lets `optimizers` be imported from `keras.models` as well.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential, optimizers

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu", input_dim=8), Dense(1)])
rule = optimizers.adam(lr=0.05)  # FIT201
model.compile(loss="mae", optimizer=rule)
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
