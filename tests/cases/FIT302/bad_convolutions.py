# Convolutions are weight layers like any other.
from keras.datasets import mnist
from keras.layers import AveragePooling2D, Conv2D, Dense, Flatten
from keras.models import Sequential

(x, y), _ = mnist.load_data()
model = Sequential()
model.add(Conv2D(6, (5, 5), activation="sigmoid", input_shape=(28, 28, 1)))  # FIT302
model.add(AveragePooling2D())
model.add(Conv2D(16, (5, 5), activation="sigmoid"))
model.add(AveragePooling2D())
model.add(Flatten())
model.add(Dense(84, activation="sigmoid"))
model.add(Dense(10, activation="softmax"))
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(x[..., None] / 255.0, y, epochs=10, validation_split=0.1)
