# Keras 1: Convolution2D, output_dim, init; max-pooling is no activation.
import numpy as np
from keras.layers.convolutional import Convolution2D, MaxPooling2D
from keras.layers.core import Activation, Dense, Flatten
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Convolution2D(32, 3, 3, input_shape=(28, 28, 1)))
model.add(Activation("relu"))
model.add(Convolution2D(32, 3, 3))  # FIT303
model.add(MaxPooling2D(pool_size=(2, 2)))
model.add(Flatten())
model.add(Dense(output_dim=128, init="uniform"))
model.add(Dense(output_dim=10, activation="softmax"))
model.compile(loss="categorical_crossentropy", optimizer="adadelta")
model.fit(data["x"], data["y"], nb_epoch=5, validation_split=0.1)
