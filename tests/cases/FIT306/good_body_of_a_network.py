# Compiled so that a tool can look at it; the head comes elsewhere.
import keras
from keras import layers

inputs = keras.Input((32, 32, 3))
x = layers.Conv2D(32, 3)(inputs)
x = layers.BatchNormalization()(x)
body = keras.Model(inputs, layers.Activation("relu")(x))
body.compile("rmsprop", "categorical_crossentropy")
