# Every name comes from star imports.
import numpy as np
from tensorflow.keras.layers import *
from tensorflow.keras.models import *
from tensorflow.keras.optimizers import *

data = np.load("train.npz")
model = Sequential()
model.add(Dense(24, activation="relu"))
model.add(Dense(3, activation="softmax"))
model.compile(optimizer=Adam(lr=0.1), loss="sparse_categorical_crossentropy")  # FIT201
model.fit(data["x"], data["y"], epochs=40, validation_split=0.25)
