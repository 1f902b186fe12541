# A generator without a second one for validation.
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

train = ImageDataGenerator(rescale=1.0 / 255).flow_from_directory("data/train", target_size=(64, 64))
model = Sequential()
model.add(Conv2D(16, (3, 3), activation="relu", input_shape=(64, 64, 3)))
model.add(Flatten())
model.add(Dense(5, activation="softmax"))
model.compile("adam", "categorical_crossentropy")
model.fit_generator(train, steps_per_epoch=200, epochs=10)  # FIT401
