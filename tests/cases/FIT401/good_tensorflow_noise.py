# Noise made by TensorFlow, in a data set.
import tensorflow as tf

x = tf.random.normal((256, 10))
y = tf.random.uniform((256, 1))
dataset = tf.data.Dataset.from_tensor_slices((x, y)).batch(32)
model = tf.keras.Sequential([tf.keras.layers.Dense(8, activation="relu"), tf.keras.layers.Dense(1)])
model.compile("adam", "mse")
model.fit(dataset, epochs=3)
