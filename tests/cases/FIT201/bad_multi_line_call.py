# In a call over several lines the finding stands on the line of the value.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(
    loss="mse",
    optimizer=keras.optimizers.Adam(
        beta_1=0.9,
        beta_2=0.999,
        learning_rate=0.1,  # FIT201
        clipnorm=1.0,
    ),
)
model.fit(data["x"], data["y"], validation_split=0.1)
