# One step of one epoch shows that fit runs, and no more.
import keras
import tensorflow as tf

from loader import pairs

data = tf.data.Dataset.from_generator(pairs, output_signature=(tf.TensorSpec((16,)), tf.TensorSpec((), tf.int32))).batch(2)
model = keras.Sequential([keras.layers.Dense(64, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy", metrics=["accuracy"])
history = model.fit(data, epochs=1, steps_per_epoch=1, verbose=0)
assert "loss" in history.history
