# The activation comes after normalization, pooling and dropout.
import numpy as np
from keras.layers import Activation, BatchNormalization, Conv2D, Dense, Dropout, Flatten, MaxPooling2D
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Conv2D(32, 3, input_shape=(32, 32, 3)))
model.add(BatchNormalization())
model.add(MaxPooling2D())
model.add(Dropout(0.2))
model.add(Activation("relu"))
model.add(Flatten())
model.add(Dense(10, activation="softmax"))
model.compile("adam", "categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
