# Two epochs after the rate is lowered the training ends, and a default of 10 is longer than 4.
import numpy as np
from tensorflow import keras

data = np.load("mill.npz")
for wait, stop in ((6, 8), (10, 4)):
    model = keras.Sequential([keras.layers.Dense(48, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.RMSprop(0.2), "mse")  # FIT201
    steps = [
        keras.callbacks.EarlyStopping("val_mae", patience=stop, restore_best_weights=True),
        keras.callbacks.ReduceLROnPlateau("val_mae", patience=wait),
    ]
    model.fit(data["x"], data["y"], epochs=300, validation_split=0.1, callbacks=steps)
