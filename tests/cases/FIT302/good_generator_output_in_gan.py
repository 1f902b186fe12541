# The generator's image goes into the discriminator: its sigmoid is an output.
import numpy as np
from tensorflow.keras.layers import Activation, Conv2D, Conv2DTranspose, Dense, Flatten, Input, Reshape
from tensorflow.keras.models import Model


def generator():
    noise = Input((32,), name="noise")
    x = Reshape((7, 7, 16))(Dense(7 * 7 * 16, activation="relu")(noise))
    x = Conv2DTranspose(16, 5, strides=2, padding="same", activation="relu")(x)
    x = Conv2DTranspose(1, 5, strides=2, padding="same")(x)
    return Model(noise, Activation("sigmoid")(x))


def discriminator():
    image = Input((28, 28, 1))
    x = Conv2D(16, 5, strides=2, activation="relu")(image)
    x = Conv2D(32, 5, strides=2, activation="relu")(x)
    return Model(image, Dense(1, activation="sigmoid")(Flatten()(x)))


g, d = generator(), discriminator()
noise = Input((32,))
adversarial = Model(noise, d(g(noise)))
adversarial.compile("rmsprop", "binary_crossentropy")
for step in range(1000):
    adversarial.train_on_batch(np.random.normal(size=(64, 32)), np.ones((64, 1)))
