# The rate is the first positional argument.
import keras
from keras import layers, optimizers

(x, y), _ = keras.datasets.california_housing.load_data()
model = keras.Sequential([layers.Dense(32, activation="relu"), layers.Dense(1)])
model.compile(optimizers.SGD(0.5, 0.9), "mse")  # FIT201
model.fit(x, y, epochs=20, validation_split=0.2)
