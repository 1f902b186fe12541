# A penalty in each layer, spread over several lines.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers, regularizers

data = np.load("train.npz")
model = keras.Sequential()
for units in (256, 128, 64):
    model.add(
        layers.Dense(
            units,
            activation="relu",
            kernel_initializer="he_normal",
            kernel_regularizer=regularizers.l2(
                1e-4,
            ),
        )
    )
model.add(layers.Dense(1))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
