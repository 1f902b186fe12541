# Digits are names of classes here, not numbers.
import keras
from keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([layers.Flatten(), layers.Dense(64, activation="relu"), layers.Dense(1)])
model.compile("adam", loss="mse")  # FIT306
model.fit(x / 255, y, validation_split=0.1)
