# Model and optimizer are made inside a distribution scope.
import numpy as np
import tensorflow as tf

strategy = tf.distribute.MirroredStrategy()
with strategy.scope():
    model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
    model.compile(loss="mse", optimizer=tf.keras.optimizers.Adam(learning_rate=0.02))  # FIT201

data = np.load("train.npz")
model.fit(data["x"], data["y"], batch_size=256, validation_split=0.1)
