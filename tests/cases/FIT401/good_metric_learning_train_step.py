# Metric learning pairs anchors and positives in its own train_step, by way of a base class.
import tensorflow as tf
from tensorflow import keras


class Contrastive(keras.Model):
    def train_step(self, data):
        anchors, positives = data[0][:, 0], data[0][:, 1]
        with tf.GradientTape() as tape:
            similarity = tf.matmul(self(anchors), self(positives), transpose_b=True)
            loss = self.compiled_loss(tf.range(tf.shape(similarity)[0]), similarity)
        self.optimizer.apply_gradients(zip(tape.gradient(loss, self.trainable_variables), self.trainable_variables))
        return {"loss": loss}


class EmbeddingModel(Contrastive):
    pass


inputs = keras.Input((32, 32, 3))
outputs = keras.layers.Dense(8)(keras.layers.Flatten()(inputs))
model = EmbeddingModel(inputs, outputs)
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
(x, y), _ = keras.datasets.cifar10.load_data()
model.fit(tf.data.Dataset.from_tensor_slices(x).batch(2).batch(32), epochs=20)
