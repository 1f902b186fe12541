# The rate is another one after the loop, and nobody has counted which.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

rate = 0.8
for epoch in range(60):
    for step in range(90):
        part = np.load(f"part_{step}.npy")
        rate = rate * 0.999
        print(epoch, step, part.mean(), rate)
net = keras.Sequential([layers.Dense(16, "relu", input_shape=(4,)), layers.Dense(1)])
net.compile(keras.optimizers.Adam(rate), "mse")
net.fit(np.load("x.npy"), np.load("y.npy"), validation_split=0.2)
