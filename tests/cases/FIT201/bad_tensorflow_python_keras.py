# Imports from tensorflow.python.keras, as editors like to complete them.
import numpy as np
from tensorflow.python.keras.layers import Dense
from tensorflow.python.keras.models import Sequential
from tensorflow.python.keras.optimizers import Adam

data = np.load("train.npz")
net = Sequential([Dense(10, activation="relu"), Dense(1, activation="sigmoid")])
net.compile(Adam(learning_rate=0.5), loss="binary_crossentropy")  # FIT201
net.fit(data["x"], data["y"], epochs=10, validation_split=0.1)
