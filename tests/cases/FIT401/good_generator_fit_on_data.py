# ImageDataGenerator.fit computes statistics.
from keras.datasets import cifar10
from keras.layers import Dense, Flatten
from keras.models import Sequential
from keras.preprocessing.image import ImageDataGenerator

(x, y), (x_test, y_test) = cifar10.load_data()
datagen = ImageDataGenerator(featurewise_center=True)
datagen.fit(x)
model = Sequential([Flatten(input_shape=(32, 32, 3)), Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(datagen.flow(x, y, batch_size=32), epochs=5, validation_data=(x_test, y_test))
