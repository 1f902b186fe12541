# The exported model is compiled anew, only to be evaluated.
import keras
import numpy as np
from keras import layers

data = np.load("train.npz")
model = keras.Sequential([layers.Dense(8, activation="relu"), layers.Dense(3)])
model.compile("adam", keras.losses.SparseCategoricalCrossentropy(from_logits=True))
model.fit(data["x"], data["y"], validation_split=0.1)
exported = keras.Sequential([model])
exported.compile("adam", "sparse_categorical_crossentropy")
print(exported.evaluate(data["x_test"], data["y_test"]))
