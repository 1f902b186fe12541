# Every number of the curve is negative, as the script itself can tell.
import numpy as np
import tensorflow as tf


def decay(t):
    return -3.0 / (2.0 + np.exp(4.0 * t))


times = np.linspace(-2, 2, 300)
model = tf.keras.Sequential([tf.keras.layers.Dense(1, activation="sigmoid", input_shape=(1,))])  # FIT307
model.compile(tf.keras.optimizers.Adam(0.01), "mse")
model.fit(times, decay(times), batch_size=16, epochs=200)
