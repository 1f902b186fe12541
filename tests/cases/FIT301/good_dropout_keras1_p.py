# Keras 1 wrote Dropout(p=...).
import numpy as np
from keras.layers.core import Activation, Dense, Dropout
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
for _ in range(3):
    model.add(Dense(output_dim=128, init="glorot_uniform"))
    model.add(Activation("relu"))
    model.add(Dropout(p=0.4))
model.add(Dense(output_dim=1))
model.compile(optimizer="adam", loss="mse")
model.fit(data["x"], data["y"], nb_epoch=50, validation_split=0.2)
