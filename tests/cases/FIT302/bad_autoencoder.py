# Encoder and decoder with sigmoids inside; the last one is the output.
from keras.datasets import mnist
from keras.layers import Dense, Input
from keras.models import Model

(x, _), _ = mnist.load_data()
x = x.reshape(len(x), 784) / 255.0
image = Input((784,))
h = Dense(128, activation="sigmoid")(image)  # FIT302
code = Dense(32, activation="sigmoid")(h)
h = Dense(128, activation="sigmoid")(code)
autoencoder = Model(image, Dense(784, activation="sigmoid")(h))
autoencoder.compile("adam", "binary_crossentropy")
autoencoder.fit(x, x, epochs=30, validation_split=0.1)
