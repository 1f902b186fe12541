# As wide at the end as at the start and narrow in the middle, and what it is trained on is not known: an autoencoder.
import keras
from keras import layers
from spectra import pairs

inputs = keras.Input(shape=(784,))
x = layers.Dense(128, activation="relu")(inputs)
x = layers.Dense(2, activation="relu")(x)
x = layers.Dense(128, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(784, activation="sigmoid")(x))
model.compile("adam", "mse")
model.fit(pairs(noise=0.3), epochs=100)
