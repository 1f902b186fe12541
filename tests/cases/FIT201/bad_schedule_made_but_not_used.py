# The schedule object is created and then forgotten.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
initial_rate = 0.1
schedule = keras.optimizers.schedules.ExponentialDecay(initial_rate, decay_steps=1000, decay_rate=0.9)

model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=initial_rate), loss="mse")  # FIT201
model.fit(data["x"], data["y"], epochs=30, validation_split=0.1)
