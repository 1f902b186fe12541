# A keras.utils.Sequence of the project feeds the model.
import numpy as np
from tensorflow import keras


class Batches(keras.utils.Sequence):
    def __init__(self, path, size=32):
        super().__init__()
        self.data, self.size = np.load(path), size

    def __len__(self):
        return len(self.data["x"]) // self.size

    def __getitem__(self, i):
        part = slice(i * self.size, (i + 1) * self.size)
        return self.data["x"][part], self.data["y"][part]


model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(Batches("train.npz"), epochs=10)  # FIT401
