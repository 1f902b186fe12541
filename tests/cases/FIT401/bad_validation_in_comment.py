# The validation data is commented out.
import numpy as np
from keras import layers, models

data = np.load("train.npz")
model = models.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])
model.compile("adam", "mse")
model.fit(  # FIT401
    data["x"],
    data["y"],
    epochs=20,
    # validation_data=(data["x_val"], data["y_val"]),
)
