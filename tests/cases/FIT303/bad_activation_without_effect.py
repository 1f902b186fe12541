# "linear" is the absence of an activation, in the layer or behind it.
import numpy as np
from tensorflow.keras import Input, Model
from tensorflow.keras.layers import Activation, Dense, Dropout

data = np.load("train.npz")
inputs = Input((16,))
x = Dense(64, activation="linear")(inputs)  # FIT303
x = Dropout(0.3)(x)
x = Dense(64)(x)
x = Activation("linear")(x)
model = Model(inputs, Dense(1)(x))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
