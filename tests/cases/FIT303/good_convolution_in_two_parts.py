# Space first, then time: two kernels that share no axis stand for one in three dimensions.
import keras
import numpy as np
from keras import layers

data = np.load("clips.npz")
inputs = keras.Input((10, 64, 64, 3))
x = layers.Conv3D(16, (1, 7, 7), padding="same")(inputs)
x = layers.Conv3D(16, (3, 1, 1), padding="same")(x)
x = layers.ReLU()(x)
x = layers.GlobalAveragePooling3D()(x)
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
