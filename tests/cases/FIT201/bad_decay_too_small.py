# decay=1e-6 is no schedule: after ten thousand steps the rate has lost one percent.
from keras.datasets import cifar10
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential
from keras.optimizers import SGD

(x_train, y_train), (x_test, y_test) = cifar10.load_data()
model = Sequential()
model.add(Conv2D(32, (3, 3), activation="relu", input_shape=(32, 32, 3)))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
sgd = SGD(lr=0.1, decay=1e-6, momentum=0.9, nesterov=True)  # FIT201
model.compile(loss="sparse_categorical_crossentropy", optimizer=sgd)
model.fit(x_train / 255.0, y_train, batch_size=32, epochs=10, validation_data=(x_test / 255.0, y_test))
