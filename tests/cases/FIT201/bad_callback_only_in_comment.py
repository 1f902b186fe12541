# The callback that would lower the rate is commented out.
import numpy as np
from tensorflow import keras
from tensorflow.keras.callbacks import ReduceLROnPlateau  # noqa: F401

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(0.05), "mse")  # FIT201
model.fit(
    data["x"],
    data["y"],
    validation_split=0.1,
    # callbacks=[ReduceLROnPlateau(patience=2)],
)
