# Pixels between 0 and 1, compared by a binary cross-entropy or a distance.
import keras
from keras import layers

(x, _), _ = keras.datasets.mnist.load_data()
x = x.reshape(-1, 784) / 255
for loss in ("binary_crossentropy", "mse", "mae"):
    model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(784, activation="sigmoid")])
    model.compile("adam", loss)
    model.fit(x, x, validation_split=0.1)
