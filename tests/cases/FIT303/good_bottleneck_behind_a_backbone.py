# A ready-made model is wide, though nobody sees how wide.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
backbone = keras.applications.ResNet50(include_top=False, weights=None)
inputs = keras.Input((224, 224, 3))
x = layers.Conv2D(512, 3, strides=2)(backbone(inputs))
x = layers.Flatten()(x)
x = layers.Dense(2048, activation="relu")(x)
model = keras.Model(inputs, layers.Dense(4)(x))
model.compile("adam", "mse")
model.fit(data["x"], data["y"], validation_split=0.1)
