# A binary cross-entropy for labels from 0 to 9.
import keras
from keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    layers.Flatten(),
    layers.Dense(64, activation="relu"),
    layers.Dense(1, activation="sigmoid"),  # FIT309
])
model.compile("adam", "binary_crossentropy")
model.fit(x / 255, y, validation_split=0.1)
