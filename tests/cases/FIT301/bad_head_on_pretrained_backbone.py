# The batch normalization inside the frozen backbone does not regularize the head.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers
from tensorflow.keras.applications import ResNet50

base = ResNet50(include_top=False, weights="imagenet", input_shape=(224, 224, 3))
base.trainable = False
x = layers.GlobalAveragePooling2D()(base.output)
x = layers.Dense(1024, activation="relu")(x)  # FIT301
x = layers.Dense(512, activation="relu")(x)
x = layers.Dense(256, activation="relu")(x)
outputs = layers.Dense(12, activation="softmax")(x)
model = keras.Model(base.input, outputs)
model.compile("adam", "sparse_categorical_crossentropy")
data = np.load("flowers.npz")
model.fit(data["x"], data["y"], epochs=10, validation_split=0.2)
