# EarlyStopping is imported, and then nothing.
import numpy as np
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint  # noqa: F401
from tensorflow.keras.layers import Dense
from tensorflow.keras.models import Sequential

data = np.load("train.npz")
model = Sequential([
    Dense(100, activation="relu"),  # FIT301
    Dense(100, activation="relu"),
    Dense(100, activation="relu"),
    Dense(1, activation="sigmoid"),
])
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], epochs=300, validation_split=0.2, callbacks=[ModelCheckpoint("best.h5")])
