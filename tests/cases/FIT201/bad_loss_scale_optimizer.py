# The optimizer is wrapped for mixed precision; its rate counts all the same.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
inner = keras.optimizers.SGD(learning_rate=0.5)  # FIT201
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.mixed_precision.LossScaleOptimizer(inner), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
