# As wide at the end as at the start and narrow in the middle: an autoencoder, whatever it is compared with.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
inputs = keras.Input(shape=(784,))
x = layers.Dense(128, activation="relu")(inputs)
x = layers.Dense(2, activation="relu")(x)
x = layers.Dense(128, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
model.compile("adam", "mse")
model.fit(data["noisy"], data["clean"], epochs=100, validation_split=0.1)
