# Units and activations are zipped.
import numpy as np
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
for units, activation in zip((64, 64, 16), ("relu", "tanh", "relu")):
    model.add(Dense(units, activation=activation))  # FIT301
model.add(Dense(1))
model.compile(optimizer="adam", loss="mse")
model.fit(data["x"], data["y"], validation_split=0.2)
