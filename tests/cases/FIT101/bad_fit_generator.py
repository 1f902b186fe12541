# Keras 2's generator training without weights.
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

class_counts = {"NORMAL": 1341, "PNEUMONIA": 87}  # FIT101
train = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("train", class_mode="binary")
val = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("val", class_mode="binary")
model = Sequential([Conv2D(16, 3, activation="relu"), Flatten(), Dense(1, activation="sigmoid")])
model.compile(optimizer="adam", loss="binary_crossentropy")
model.fit_generator(train, steps_per_epoch=44, epochs=10, validation_data=val)
