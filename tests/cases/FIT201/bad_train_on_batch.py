# Trained batch by batch.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import RMSprop

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(optimizer=RMSprop(lr=0.05), loss="mse")  # FIT201
for start in range(0, len(data["x"]), 32):
    model.train_on_batch(data["x"][start : start + 32], data["y"][start : start + 32])
