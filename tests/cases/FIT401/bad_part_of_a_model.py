# A model made of another one's tensors.
import numpy as np
from tensorflow import keras

data = np.load("train.npz")
base = keras.applications.VGG16(include_top=True, weights="imagenet")
features = base.get_layer("fc1").output
model = keras.Model(inputs=base.input, outputs=keras.layers.Dense(4, activation="softmax")(features))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=5)  # FIT401
