# The callback gets into the list by append.
import numpy as np
from keras.callbacks import ReduceLROnPlateau, TensorBoard
from keras.layers import Dense
from keras.models import Sequential
from keras.optimizers import Adam

callbacks = [TensorBoard(log_dir="logs")]
callbacks.append(ReduceLROnPlateau(monitor="val_loss", factor=0.2, patience=5, min_lr=1e-5))

data = np.load("train.npz")
model = Sequential([Dense(32, activation="relu"), Dense(1)])
model.compile(optimizer=Adam(lr=0.05), loss="mse")
model.fit(data["x"], data["y"], epochs=100, validation_split=0.1, callbacks=callbacks)
