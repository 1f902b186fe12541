# A variational autoencoder with a train_step of its own.
import tensorflow as tf
from tensorflow import keras


class VAE(keras.Model):
    def __init__(self, encoder, decoder, **kwargs):
        super().__init__(**kwargs)
        self.encoder, self.decoder = encoder, decoder

    def train_step(self, data):
        with tf.GradientTape() as tape:
            mean, log_var = tf.split(self.encoder(data), 2, axis=-1)
            z = mean + tf.exp(0.5 * log_var) * tf.random.normal(tf.shape(mean))
            kl = -0.5 * tf.reduce_mean(1 + log_var - tf.square(mean) - tf.exp(log_var))
            loss = tf.reduce_mean(tf.square(data - self.decoder(z))) + kl
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_weights), self.trainable_weights))
        return {"loss": loss}


(x, _), _ = keras.datasets.fashion_mnist.load_data()
vae = VAE(keras.Sequential([keras.layers.Dense(16)]), keras.Sequential([keras.layers.Dense(784)]))
vae.compile(optimizer="adam")
vae.fit(x.reshape(-1, 784) / 255.0, epochs=30, batch_size=128)
