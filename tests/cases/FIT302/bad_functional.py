# The functional API, with activation as the second positional argument.
import numpy as np
from tensorflow.keras.layers import Dense, Input
from tensorflow.keras.models import Model

inputs = Input((12,))
x = Dense(24, "sigmoid")(inputs)  # FIT302
x = Dense(24, "sigmoid")(x)
outputs = Dense(1)(x)
model = Model(inputs, outputs)
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
