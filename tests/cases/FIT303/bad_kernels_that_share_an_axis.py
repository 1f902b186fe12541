# Both kernels are wide along the same axis, so the second is not the rest of the first.
import keras
import numpy as np
from keras import layers

data = np.load("clips.npz")
inputs = keras.Input((64, 64, 3))
x = layers.Conv2D(16, (1, 7), padding="same")(inputs)  # FIT303
x = layers.Conv2D(16, (5, 3), padding="same")(x)
x = layers.ReLU()(x)
x = layers.GlobalAveragePooling2D()(x)
model = keras.Model(inputs, layers.Dense(4, activation="softmax")(x))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
