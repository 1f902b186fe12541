# The builder's default rate is used by the only call.
import numpy as np
from tensorflow import keras


def build_model(n_features, lr=0.03):
    model = keras.Sequential()
    model.add(keras.layers.Dense(64, activation="relu", input_shape=(n_features,)))
    model.add(keras.layers.Dense(1))
    model.compile(loss="mae", optimizer=keras.optimizers.Adam(lr))  # FIT201
    return model


data = np.load("train.npz")
model = build_model(data["x"].shape[1])
model.fit(data["x"], data["y"], epochs=50, validation_split=0.2)
