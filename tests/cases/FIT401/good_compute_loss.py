# A variational autoencoder with a loss of its own.
import keras
import numpy as np
from keras import layers, ops


class Vae(keras.Model):
    def __init__(self):
        super().__init__()
        self.mean, self.decoder = layers.Dense(2), layers.Dense(784, activation="sigmoid")

    def call(self, inputs):
        return self.decoder(self.mean(inputs))

    def compute_loss(self, x=None, y=None, y_pred=None, sample_weight=None, training=True):
        return ops.mean(ops.square(x - y_pred)) + ops.mean(ops.square(self.mean(x)))


vae = Vae()
vae.compile(optimizer="adam")
vae.fit(np.load("digits.npy"), epochs=30)
