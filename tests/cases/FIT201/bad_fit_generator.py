# fit_generator, as Keras 2 had it.
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential
from keras.optimizers import Adam
from keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("data/train", target_size=(64, 64))
val = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("data/val", target_size=(64, 64))
model = Sequential()
model.add(Conv2D(16, (3, 3), activation="relu", input_shape=(64, 64, 3)))
model.add(Flatten())
model.add(Dense(5, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer=Adam(lr=0.01), metrics=["accuracy"])  # FIT201
model.fit_generator(train, steps_per_epoch=200, epochs=10, validation_data=val, validation_steps=20)
