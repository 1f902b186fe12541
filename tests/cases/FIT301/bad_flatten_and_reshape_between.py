# Flatten, Reshape and Activation do not break the row.
from keras.datasets import fashion_mnist
from keras.layers import Activation, Dense, Flatten, Input, Reshape
from keras.models import Sequential

(x, y), _ = fashion_mnist.load_data()
model = Sequential()
model.add(Input((28, 28)))
model.add(Flatten())
model.add(Dense(256, activation="relu"))  # FIT301
model.add(Reshape((16, 16)))
model.add(Flatten())
model.add(Dense(128))
model.add(Activation("relu"))
model.add(Dense(64, activation="relu"))
model.add(Dense(10, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
model.fit(x / 255.0, y, epochs=20, validation_split=0.1)
