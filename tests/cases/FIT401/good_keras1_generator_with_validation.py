# Keras 1: samples_per_epoch, nb_val_samples and a validation generator.
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

images = ImageDataGenerator(rescale=1.0 / 255)
model = Sequential()
model.add(Flatten(input_shape=(32, 32, 3)))
model.add(Dense(output_dim=2, activation="softmax"))
model.compile(optimizer="adam", loss="categorical_crossentropy")
model.fit_generator(
    images.flow_from_directory("train", target_size=(32, 32)),
    samples_per_epoch=2000,
    nb_epoch=50,
    validation_data=images.flow_from_directory("val", target_size=(32, 32)),
    nb_val_samples=800,
)
