# Weights of unit norm.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.constraints import UnitNorm

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(64, "relu", kernel_constraint=UnitNorm()) for _ in range(3)] + [layers.Dense(1)])
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.2)
