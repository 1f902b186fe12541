# The layers come through a star import of a project file that star-imports Keras.
import numpy as np
from common import *

data = np.load("train.npz")
model = Sequential([
    Dense(WIDTH, activation=HIDDEN),  # FIT302
    Dense(WIDTH, activation=HIDDEN),
    Dense(1),
])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
