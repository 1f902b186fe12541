# The second stage fine-tunes the whole backbone with a rate meant for nothing.
import numpy as np
from tensorflow import keras
from tensorflow.keras.applications import MobileNetV2

data = np.load("birds.npz")
base = MobileNetV2(include_top=False, pooling="avg", input_shape=(160, 160, 3))
base.trainable = False
model = keras.Sequential([base, keras.layers.Dense(200, activation="softmax")])
model.compile(keras.optimizers.Adam(1e-3), "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=5, validation_split=0.1)

base.trainable = True
model.compile(keras.optimizers.Adam(1e-2), "sparse_categorical_crossentropy")  # FIT201
model.fit(data["x"], data["y"], epochs=5, validation_split=0.1)
