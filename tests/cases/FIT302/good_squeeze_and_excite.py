# Squeeze and excite: the sigmoid weighs the channels.
import numpy as np
from keras.layers import Conv2D, Dense, GlobalAveragePooling2D, Input, Multiply, Reshape
from keras.models import Model


def squeeze_excite(tensor, channels, ratio=8):
    se = GlobalAveragePooling2D()(tensor)
    se = Reshape((1, 1, channels))(se)
    se = Dense(channels // ratio, activation="relu")(se)
    se = Dense(channels, activation="sigmoid")(se)
    return Multiply()([tensor, se])


image = Input((32, 32, 3))
x = Conv2D(32, 3, activation="relu", padding="same")(image)
x = squeeze_excite(x, 32)
x = Conv2D(32, 3, activation="relu", padding="same")(x)
x = squeeze_excite(x, 32)
x = GlobalAveragePooling2D()(x)
model = Model(image, Dense(10, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
data = np.load("cifar.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
