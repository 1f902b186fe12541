# flow_from_directory gives one-hot labels unless it is told otherwise.
import keras
from keras import layers
from keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator().flow_from_directory("train", target_size=(64, 64))
valid = ImageDataGenerator().flow_from_directory("valid", target_size=(64, 64))
model = keras.Sequential([layers.Flatten(), layers.Dense(4, activation="softmax")])
model.compile("adam", loss="sparse_categorical_crossentropy")  # FIT308
model.fit(train, validation_data=valid)
