# A GAN trained by train_on_batch has no fit at all.
import numpy as np
from keras.datasets import mnist
from keras.layers import Dense
from keras.models import Sequential

(x, _), _ = mnist.load_data()
x = x.reshape(-1, 784) / 127.5 - 1.0
generator = Sequential([Dense(128, activation="relu", input_dim=100), Dense(784, activation="tanh")])
discriminator = Sequential([Dense(128, activation="relu", input_dim=784), Dense(1, activation="sigmoid")])
discriminator.compile("adam", "binary_crossentropy")
discriminator.trainable = False
gan = Sequential([generator, discriminator])
gan.compile("adam", "binary_crossentropy")
for step in range(20_000):
    noise = np.random.normal(size=(32, 100))
    discriminator.train_on_batch(x[np.random.randint(0, len(x), 32)], np.ones(32))
    discriminator.train_on_batch(generator.predict(noise), np.zeros(32))
    gan.train_on_batch(noise, np.ones(32))
