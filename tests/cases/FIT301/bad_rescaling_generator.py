# A generator that only rescales does not augment.
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("data/train", target_size=(32, 32))
val = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("data/val", target_size=(32, 32))
model = Sequential()
model.add(Flatten(input_shape=(32, 32, 3)))
model.add(Dense(256, activation="relu"))  # FIT301
model.add(Dense(256, activation="relu"))
model.add(Dense(256, activation="relu"))
model.add(Dense(2, activation="softmax"))
model.compile("adam", "categorical_crossentropy")
model.fit_generator(train, steps_per_epoch=100, epochs=30, validation_data=val)
