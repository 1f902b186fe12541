# The caller overrides a harmless default with a large rate.
import numpy as np
from keras.layers import Dense, Input
from keras.models import Model
from keras.optimizers import SGD


def compiled(rate=0.001):
    inputs = Input(shape=(13,))
    hidden = Dense(32, activation="relu")(inputs)
    model = Model(inputs, Dense(1)(hidden))
    model.compile(optimizer=SGD(learning_rate=rate), loss="mse")  # FIT201
    return model


data = np.load("boston.npz")
model = compiled(rate=0.4)
model.fit(data["x"], data["y"], validation_split=0.1)
