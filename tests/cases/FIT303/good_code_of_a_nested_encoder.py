# The output of a nested model, linear as latent codes are.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
source = keras.Input((64,))
encoder = keras.Model(source, layers.Dense(40)(layers.Dense(50, activation="relu")(source)), name="encoder")
code = keras.Input((40,))
decoder = keras.Model(code, layers.Dense(64)(layers.Dense(50, activation="relu")(code)), name="decoder")
model = keras.Model(source, decoder(encoder(source)))
model.compile("adam", "mse")
model.fit(data["x"], data["x"], validation_split=0.1)
