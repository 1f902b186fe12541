# Prices from 5 to 50 are no reason for a ReLU that may die; pixels that are copied are reached by it.
import keras
from keras import layers

(x, y), _ = keras.datasets.boston_housing.load_data()
model = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(1, activation="relu")])  # FIT307
model.compile("adam", "mse")
model.fit(x, y, validation_split=0.1)

(pictures, _), _ = keras.datasets.mnist.load_data()
pictures = pictures.reshape(-1, 784)
copy = keras.Sequential([layers.Dense(64, activation="relu"), layers.Dense(784, activation="relu")])
copy.compile("adam", "mse")
copy.fit(pictures, pictures, validation_split=0.1)
