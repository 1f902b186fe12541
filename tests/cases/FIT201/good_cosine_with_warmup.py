# A warm-up to a large rate that the cosine brings down again.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
schedule = keras.optimizers.schedules.CosineDecay(
    initial_learning_rate=0.0, decay_steps=10_000, warmup_target=0.1, warmup_steps=500
)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(schedule), "mse")
model.fit(data["x"], data["y"], epochs=50, validation_split=0.1)
