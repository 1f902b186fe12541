# class_mode="sparse" gives class numbers.
import keras
from keras import layers
from keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator(rescale=1 / 255).flow_from_directory("train", class_mode="sparse")
valid = ImageDataGenerator(rescale=1 / 255).flow_from_directory("valid", class_mode="sparse")
model = keras.Sequential([layers.Flatten(), layers.Dense(4, activation="softmax")])
model.compile("adam", loss="categorical_crossentropy")  # FIT308
model.fit_generator(train, validation_data=valid)
