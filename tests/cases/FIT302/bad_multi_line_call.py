# In a call over several lines the finding stands on the line of the activation.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential()
model.add(
    keras.layers.Dense(
        64,
        kernel_initializer="he_normal",
        activation="sigmoid",  # FIT302
    )
)
model.add(
    keras.layers.Dense(
        64,
        activation="sigmoid",
    )
)
model.add(keras.layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
