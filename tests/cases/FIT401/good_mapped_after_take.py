# Two batches are taken and then scaled: a dry run of two steps.
import tensorflow as tf
from tensorflow import keras

data = tf.keras.utils.image_dataset_from_directory("pictures", image_size=(64, 64))
dry = data.take(2).map(lambda image, label: (image / 255.0, label))
model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(dry)
