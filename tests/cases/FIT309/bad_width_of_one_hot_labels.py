# The labels are encoded for ten classes, the head was left at eight.
import keras
from keras import layers
from keras.utils import to_categorical

(x, y), (x_test, y_test) = keras.datasets.fashion_mnist.load_data()
y, y_test = to_categorical(y, num_classes=10), to_categorical(y_test, num_classes=10)
model = keras.Sequential()
model.add(layers.Flatten())
model.add(layers.Dense(8, activation="softmax"))  # FIT309
model.compile(loss="categorical_crossentropy", optimizer="adam")
model.fit(x, y, validation_data=(x_test, y_test))
