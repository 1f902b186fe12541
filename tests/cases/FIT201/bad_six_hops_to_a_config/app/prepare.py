"""Builds the model."""

import tensorflow as tf

from .entity import TrainingConfig


class Preparation:
    def __init__(self, config: TrainingConfig):
        self.config = config

    def build(self):
        return self._full_model(self.config.rate)

    @staticmethod
    def _full_model(rate):
        model = tf.keras.Sequential([tf.keras.layers.Dense(16, activation="relu"), tf.keras.layers.Dense(2)])
        model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=rate), loss="mse")  # FIT201
        return model
