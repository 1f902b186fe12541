# The model leaves the module through a builder that nobody calls here.
from keras.layers import Dense, Flatten, Input
from keras.models import Model


def lenet_like(shape):
    inputs = Input(shape)
    x = Flatten()(inputs)
    x = Dense(300, activation="sigmoid")(x)  # FIT302
    x = Dense(100, activation="sigmoid")(x)
    return Model(inputs, Dense(10, activation="softmax")(x))
