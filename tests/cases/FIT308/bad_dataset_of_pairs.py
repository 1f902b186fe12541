# A tf.data pipeline over class numbers, through map and batch.
import tensorflow as tf

(x, y), (x_test, y_test) = tf.keras.datasets.fashion_mnist.load_data()
train = tf.data.Dataset.from_tensor_slices((x, y)).map(lambda image, label: (image / 255, label)).batch(32)
test = tf.data.Dataset.from_tensor_slices((x_test, y_test)).batch(32)
model = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "categorical_crossentropy")  # FIT308
model.fit(train, validation_data=test)
