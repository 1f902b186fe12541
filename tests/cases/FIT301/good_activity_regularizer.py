# A penalty on the activations.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
model = keras.Sequential([
    layers.Dense(64, activation="relu", activity_regularizer=keras.regularizers.L1(1e-5)),
    layers.Dense(64, activation="relu", activity_regularizer=keras.regularizers.L1(1e-5)),
    layers.Dense(64, activation="relu", activity_regularizer=keras.regularizers.L1(1e-5)),
    layers.Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
