# The caller decides about the validation data.
from tensorflow import keras


def train(x, y, validation_data):
    model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
    model.compile("adam", "mse")
    return model.fit(x, y, validation_data=validation_data, epochs=30)
