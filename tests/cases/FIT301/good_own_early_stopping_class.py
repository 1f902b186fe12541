# A class of the project that derives from EarlyStopping.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


class PatientStop(keras.callbacks.EarlyStopping):
    def __init__(self):
        super().__init__(monitor="val_loss", patience=20, restore_best_weights=True)


data = np.load("train.npz")
model = keras.Sequential([layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(64, "relu"), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], epochs=500, validation_split=0.2, callbacks=[PatientStop()])
