# How the other script trains what this builder makes nobody can read.
from keras import Sequential
from keras.layers import Dense


def block(width):
    return Dense(width, activation="relu")  # FIT301


def big_net(width):
    net = Sequential()
    net.add(Dense(256, activation="relu", input_shape=(width,)))  # FIT301
    net.add(Dense(256, activation="relu"))
    net.add(Dense(256, activation="relu"))
    net.add(Dense(3, activation="softmax"))
    return net


def net_of_blocks():
    return Sequential([block(64), block(64), block(64), Dense(3, activation="softmax")])
