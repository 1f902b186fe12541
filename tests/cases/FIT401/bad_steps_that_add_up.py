# Two steps an epoch look like few, but there are five hundred epochs; the same batches come again and again.
import tensorflow as tf
from tensorflow import keras

data = tf.keras.utils.image_dataset_from_directory("pictures", image_size=(64, 64))
model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data.take(2), epochs=500)  # FIT401
for _ in range(200):
    model.fit(data, steps_per_epoch=5, epochs=1)  # FIT401
