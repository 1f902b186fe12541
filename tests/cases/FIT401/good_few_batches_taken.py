# Three batches, three epochs: nine steps that only try out the pipeline.
import tensorflow as tf
from tensorflow import keras

data = tf.keras.utils.image_dataset_from_directory("pictures", image_size=(64, 64))
model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data.take(3), epochs=3)
