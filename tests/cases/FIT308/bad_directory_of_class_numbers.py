# Without label_mode the labels are class numbers.
import tensorflow as tf

train = tf.keras.utils.image_dataset_from_directory("train").cache().shuffle(100).prefetch(2)
valid = tf.keras.utils.image_dataset_from_directory("valid")
model = tf.keras.Sequential([tf.keras.layers.Flatten(), tf.keras.layers.Dense(4, activation="softmax")])
model.compile("adam", loss=tf.keras.losses.CategoricalCrossentropy())  # FIT308
model.fit(train, validation_data=valid)
