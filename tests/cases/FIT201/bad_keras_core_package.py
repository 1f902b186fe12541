# keras_core is Keras 3 under its first name.
import keras_core as keras
import numpy as np

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(16, activation="gelu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Nadam(0.04), "mse")  # FIT201
model.fit(data["x"], data["y"], validation_split=0.1)
