# A GAN with a train_step of its own.
import tensorflow as tf
from tensorflow import keras


class GAN(keras.Model):
    def __init__(self, discriminator, generator, latent_dim):
        super().__init__()
        self.discriminator, self.generator, self.latent_dim = discriminator, generator, latent_dim

    def train_step(self, real):
        noise = tf.random.normal((tf.shape(real)[0], self.latent_dim))
        with tf.GradientTape() as tape:
            loss = tf.reduce_mean(self.discriminator(self.generator(noise))) - tf.reduce_mean(self.discriminator(real))
        grads = tape.gradient(loss, self.discriminator.trainable_weights)
        self.optimizer.apply_gradients(zip(grads, self.discriminator.trainable_weights))
        return {"loss": loss}


(x, _), _ = keras.datasets.mnist.load_data()
gan = GAN(keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1)]), keras.Sequential([keras.layers.Dense(784)]), 64)
gan.compile(optimizer="adam")
gan.fit(x, epochs=20, batch_size=64)
