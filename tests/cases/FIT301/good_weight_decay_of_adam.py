# Every optimizer of Keras 3 takes weight_decay.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(64, activation="relu"),
    layers.Dense(1),
])
model.compile(optimizer=keras.optimizers.SGD(0.01, weight_decay=1e-4), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.2)
