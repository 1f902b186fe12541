# Each network of a GAN has its own optimizer; the discriminator's rate is large.
import tensorflow as tf
from tensorflow import keras

generator = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(784, activation="tanh")])
discriminator = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(1)])
bce = keras.losses.BinaryCrossentropy(from_logits=True)
g_optimizer = keras.optimizers.Adam(2e-4)
d_optimizer = keras.optimizers.Adam(2e-2)  # FIT201


@tf.function
def train_step(images):
    noise = tf.random.normal([64, 100])
    with tf.GradientTape() as g_tape, tf.GradientTape() as d_tape:
        fake = discriminator(generator(noise))
        real = discriminator(images)
        g_loss = bce(tf.ones_like(fake), fake)
        d_loss = bce(tf.ones_like(real), real) + bce(tf.zeros_like(fake), fake)
    g_grads = g_tape.gradient(g_loss, generator.trainable_variables)
    g_optimizer.apply_gradients(zip(g_grads, generator.trainable_variables))
    d_grads = d_tape.gradient(d_loss, discriminator.trainable_variables)
    d_optimizer.apply_gradients(zip(d_grads, discriminator.trainable_variables))


(x_train, _), _ = keras.datasets.mnist.load_data()
for batch in tf.data.Dataset.from_tensor_slices(x_train).batch(64):
    train_step(batch)
