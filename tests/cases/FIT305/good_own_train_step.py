# The model's own train_step decides what the loss is applied to.
import keras
import numpy as np
import tensorflow as tf
from keras import layers


class Contrastive(keras.Model):
    def train_step(self, data):
        x, y = data
        with tf.GradientTape() as tape:
            loss = self.compiled_loss(y, tf.sigmoid(self(x, training=True)))
        gradients = tape.gradient(loss, self.trainable_variables)
        self.optimizer.apply_gradients(zip(gradients, self.trainable_variables))
        return {"loss": loss}


data = np.load("train.npz")
inputs = keras.Input((16,))
model = Contrastive(inputs, layers.Dense(1)(layers.Dense(8, activation="relu")(inputs)))
model.compile("adam", "binary_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
