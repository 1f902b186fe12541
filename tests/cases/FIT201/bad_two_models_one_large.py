# Two models with a rate each; only the second one's is large.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

data = np.load("train.npz")
encoder = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(4)])
encoder.compile(optimizer=keras.optimizers.Adam(1e-3), loss="mse")
encoder.fit(data["x"], data["codes"], validation_split=0.1)

classifier = keras.Sequential([layers.Dense(16, activation="relu"), layers.Dense(2, activation="softmax")])
classifier.compile(optimizer=keras.optimizers.Adam(1e-1), loss="sparse_categorical_crossentropy")  # FIT201
classifier.fit(encoder.predict(data["x"]), data["y"], validation_split=0.1)
