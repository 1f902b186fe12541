# The decoder ends in a sigmoid because the pixels lie between 0 and 1.
from keras.datasets import mnist
from keras.layers import Dense, Input
from keras.models import Model

(x, _), _ = mnist.load_data()
x = x.reshape(len(x), 784) / 255.0
image = Input((784,))
h = Dense(128, activation="relu")(image)
code = Dense(32, activation="relu")(h)
h = Dense(128, activation="relu")(code)
autoencoder = Model(image, Dense(784, activation="sigmoid")(h))
autoencoder.compile("adam", "binary_crossentropy")
autoencoder.fit(x, x, epochs=30, validation_split=0.1)
