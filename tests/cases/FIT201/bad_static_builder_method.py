# A class with a static build method, as many tutorials have it.
import numpy as np
from keras.layers import Conv2D, Dense, Flatten
from keras.models import Sequential
from keras.optimizers import SGD


class ShallowNet:
    @staticmethod
    def build(width, height, depth, classes):
        model = Sequential()
        model.add(Conv2D(32, (3, 3), padding="same", activation="relu", input_shape=(height, width, depth)))
        model.add(Flatten())
        model.add(Dense(classes, activation="softmax"))
        return model


data = np.load("animals.npz")
opt = SGD(lr=0.2)  # FIT201
model = ShallowNet.build(width=32, height=32, depth=3, classes=3)
model.compile(loss="categorical_crossentropy", optimizer=opt, metrics=["accuracy"])
model.fit(data["x"], data["y"], validation_data=(data["x_val"], data["y_val"]), batch_size=32, epochs=100)
