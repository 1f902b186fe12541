# A loop over epochs on the same data that looks at nothing but the training loss.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
for epoch in range(50):
    history = model.fit(data["x"], data["y"], epochs=1, verbose=0)  # FIT401
    print(epoch, history.history["loss"])
