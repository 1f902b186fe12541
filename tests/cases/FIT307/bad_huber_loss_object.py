# A loss object, an activation by name in a constant.
import keras
import numpy as np
from keras import layers

ACTIVATION = "relu"
data = np.load("houses.npz")
inputs = keras.Input((16,))
x = layers.Dense(64, activation=ACTIVATION)(inputs)
outputs = layers.Dense(2, activation=ACTIVATION)(x)  # FIT307
model = keras.Model(inputs, outputs)
model.compile("adam", keras.losses.Huber(delta=2.0))
model.fit(data["x"], data["y"], validation_split=0.1)
