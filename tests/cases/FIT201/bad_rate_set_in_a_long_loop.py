# Every round of the loop sets the same rate.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

means, rate = [], 0.001
for epoch in range(60):
    for step in range(90):
        part = np.load(f"part_{step}.npy")
        means.append(part.mean())
        rate = 0.8
        print(epoch, step, rate)
net = keras.Sequential([layers.Dense(16, "relu", input_shape=(4,)), layers.Dense(1)])
net.compile(keras.optimizers.Adam(rate), "mse")  # FIT201
net.fit(np.load("x.npy"), np.load("y.npy"), validation_split=0.2)
