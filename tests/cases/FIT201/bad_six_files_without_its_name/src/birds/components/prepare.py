# Builds the model; the rate comes from params.yaml, five files away.
import tensorflow as tf


class Prepare:
    def __init__(self, config):
        self.config = config

    @staticmethod
    def _full_model(base, classes, learning_rate):
        outputs = tf.keras.layers.Dense(classes, activation="softmax")(tf.keras.layers.Flatten()(base.output))
        model = tf.keras.Model(base.input, outputs)
        optimizer = tf.keras.optimizers.SGD(learning_rate=learning_rate)  # FIT201
        model.compile(optimizer=optimizer, loss="categorical_crossentropy")
        return model

    def update(self):
        base = tf.keras.applications.VGG16(include_top=False, weights=None, input_shape=(224, 224, 3))
        base.trainable = False
        self._full_model(base, self.config.classes, self.config.learning_rate).save("model.keras")
