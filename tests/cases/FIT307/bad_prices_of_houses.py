# Median prices of 5 to 50 thousand behind a tanh, and pixels of 0 to 255 behind a sigmoid.
from tensorflow import keras

(x, y), (x_test, y_test) = keras.datasets.boston_housing.load_data()
model = keras.Sequential([
    keras.layers.Dense(64, activation="relu"),
    keras.layers.Dense(1, activation="tanh"),  # FIT307
])
model.compile("adam", "mse", metrics=["mae"])
model.fit(x, y, validation_data=(x_test, y_test))

(pictures, _), _ = keras.datasets.fashion_mnist.load_data()
pictures = pictures[..., None].astype("float32")
copy = keras.Sequential([
    keras.layers.Conv2D(16, 3, padding="same", activation="relu"),
    keras.layers.Conv2D(1, 3, padding="same", activation="sigmoid"),  # FIT307
])
copy.compile("adam", "mse")
copy.fit(pictures, pictures, validation_split=0.1)
