# Two stages, neither with validation data.
import numpy as np
from tensorflow import keras

data = np.load("flowers.npz")
base = keras.applications.Xception(include_top=False, pooling="avg", input_shape=(150, 150, 3))
base.trainable = False
model = keras.Sequential([base, keras.layers.Dropout(0.2), keras.layers.Dense(5, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=10)  # FIT401
base.trainable = True
model.compile(keras.optimizers.Adam(1e-5), "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=5)  # FIT401
