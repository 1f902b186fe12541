# The generator's images go into the discriminator side by side with others: its sigmoid is an output.
import numpy as np
from keras.layers import Concatenate, Conv2D, Dense, Flatten, Input, Reshape
from keras.models import Model


def generator():
    noise = Input((32,))
    x = Dense(128, activation="relu")(noise)
    x = Dense(784, activation="sigmoid")(x)
    return Model(noise, Reshape((28, 28, 1))(x))


def discriminator():
    image = Input((28, 28, 2))
    x = Conv2D(16, 5, strides=2, activation="relu")(image)
    x = Conv2D(32, 5, strides=2, activation="relu")(x)
    return Model(image, Dense(1, activation="sigmoid")(Flatten()(x)))


g, d = generator(), discriminator()
noise, real = Input((32,)), Input((28, 28, 1))
adversarial = Model([noise, real], d(Concatenate()([g(noise), real])))
adversarial.compile("rmsprop", "binary_crossentropy")
for step in range(1000):
    adversarial.train_on_batch([np.random.normal(size=(64, 32)), np.load("x.npy")[:64]], np.ones((64, 1)))
