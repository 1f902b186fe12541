# The discriminator's sigmoid is its output, also where the GAN holds it frozen behind the generator.
import numpy as np
from keras.layers import Dense, LeakyReLU
from keras.models import Sequential
from keras.optimizers import Adam

generator = Sequential([Dense(128, input_dim=100), LeakyReLU(0.2), Dense(784, activation="tanh")])
discriminator = Sequential([Dense(128, input_dim=784), LeakyReLU(0.2), Dense(1, activation="sigmoid")])
discriminator.compile(loss="binary_crossentropy", optimizer=Adam(0.0002, 0.5))
discriminator.trainable = False
gan = Sequential([generator, discriminator])
gan.compile(loss="binary_crossentropy", optimizer=Adam(0.0002, 0.5))

images = np.load("digits.npz")["x"]
for _ in range(1000):
    noise = np.random.normal(size=(64, 100))
    discriminator.train_on_batch(generator.predict(noise), np.zeros(64))
    discriminator.train_on_batch(images[:64], np.ones(64))
    gan.train_on_batch(noise, np.ones(64))
