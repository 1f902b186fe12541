# The rate is lowered long before the training ends, or the two watch different values.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
options = keras.callbacks
for steps in (
    [options.ReduceLROnPlateau(patience=4), options.EarlyStopping(patience=12)],
    [options.ReduceLROnPlateau(patience=4), options.EarlyStopping(patience=7)],
    [options.ReduceLROnPlateau(monitor="loss", patience=9), options.EarlyStopping(monitor="val_loss", patience=3)],
    [options.ReduceLROnPlateau(patience=9), options.EarlyStopping(patience=3, start_from_epoch=40)],
    [options.ReduceLROnPlateau()],
):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(0.2), "mse")
    model.fit(data["x"], data["y"], epochs=90, validation_split=0.1, callbacks=steps)
