# Early stopping and checkpoints leave the rate as it is.
import numpy as np
from tensorflow import keras
from tensorflow.keras.callbacks import EarlyStopping, ModelCheckpoint

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")  # FIT201
callbacks = [
    EarlyStopping(patience=10, restore_best_weights=True),
    ModelCheckpoint("best.keras", save_best_only=True),
]
model.fit(data["x"], data["y"], epochs=200, validation_split=0.1, callbacks=callbacks)
