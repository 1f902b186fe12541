# A diffusion model overrides train_step.
import tensorflow as tf
from tensorflow import keras


class DiffusionModel(keras.Model):
    def __init__(self, network):
        super().__init__()
        self.network = network

    def train_step(self, images):
        noise = tf.random.normal(tf.shape(images))
        rate = tf.random.uniform((tf.shape(images)[0], 1, 1, 1))
        with tf.GradientTape() as tape:
            predicted = self.network(tf.sqrt(1 - rate) * images + tf.sqrt(rate) * noise, training=True)
            loss = tf.reduce_mean(tf.abs(noise - predicted))
        gradients = tape.gradient(loss, self.network.trainable_weights)
        self.optimizer.apply_gradients(zip(gradients, self.network.trainable_weights))
        return {"loss": loss}


images = keras.utils.image_dataset_from_directory("flowers", labels=None, image_size=(64, 64))
model = DiffusionModel(keras.Sequential([keras.layers.Conv2D(32, 3, padding="same"), keras.layers.Conv2D(3, 3, padding="same")]))
model.compile(optimizer=keras.optimizers.Adam(1e-4))
model.fit(images, epochs=50)
