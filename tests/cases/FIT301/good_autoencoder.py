# An autoencoder with a narrow middle, trained on x -> x.
from keras.datasets import mnist
from keras.layers import Dense
from keras.models import Sequential

(x_train, _), (x_test, _) = mnist.load_data()
x_train = x_train.reshape(-1, 784) / 255.0
x_test = x_test.reshape(-1, 784) / 255.0
autoencoder = Sequential()
autoencoder.add(Dense(128, activation="relu", input_shape=(784,)))
autoencoder.add(Dense(64, activation="relu"))
autoencoder.add(Dense(32, activation="relu"))
autoencoder.add(Dense(64, activation="relu"))
autoencoder.add(Dense(128, activation="relu"))
autoencoder.add(Dense(784, activation="sigmoid"))
autoencoder.compile(optimizer="adam", loss="binary_crossentropy")
autoencoder.fit(x_train, x_train, epochs=50, batch_size=256, validation_data=(x_test, x_test))
