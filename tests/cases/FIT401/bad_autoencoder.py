# An autoencoder memorizes as well as a classifier.
from keras.datasets import mnist
from keras.layers import Dense, Input
from keras.models import Model

(x, _), _ = mnist.load_data()
x = x.reshape(len(x), 784) / 255.0
image = Input((784,))
code = Dense(32, activation="relu")(image)
autoencoder = Model(image, Dense(784, activation="sigmoid")(code))
autoencoder.compile("adam", "binary_crossentropy")
autoencoder.fit(x, x, epochs=50, batch_size=256)  # FIT401
