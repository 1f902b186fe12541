# A schedule object starts at a large rate and lowers it.
import numpy as np
import tensorflow as tf

data = np.load("train.npz")
lr_schedule = tf.keras.optimizers.schedules.ExponentialDecay(
    initial_learning_rate=0.05, decay_steps=1000, decay_rate=0.5, staircase=True
)
model = tf.keras.Sequential([tf.keras.layers.Dense(32, activation="relu"), tf.keras.layers.Dense(1)])
model.compile(optimizer=tf.keras.optimizers.Adam(learning_rate=lr_schedule), loss="mse")
model.fit(data["x"], data["y"], epochs=100, validation_split=0.1)
