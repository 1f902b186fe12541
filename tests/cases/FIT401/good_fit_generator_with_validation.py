# fit_generator with a second generator.
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

images = ImageDataGenerator(rescale=1.0 / 255)
model = Sequential([Flatten(input_shape=(32, 32, 3)), Dense(5, activation="softmax")])
model.compile("adam", "categorical_crossentropy")
model.fit_generator(
    images.flow_from_directory("train", target_size=(32, 32)),
    steps_per_epoch=100,
    validation_data=images.flow_from_directory("val", target_size=(32, 32)),
    validation_steps=10,
)
