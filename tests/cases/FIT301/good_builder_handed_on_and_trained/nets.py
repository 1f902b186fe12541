# One script draws what this builder makes, another one trains it and stops early.
from keras import Sequential
from keras.layers import Dense


def big_net(width):
    return Sequential([*(Dense(256, activation="relu") for _ in range(3)), Dense(3, activation="softmax")])


def small_net(width):
    return Sequential([Dense(256, activation="relu"), Dense(3, activation="softmax")])
