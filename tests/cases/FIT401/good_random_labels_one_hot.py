# Noise that is turned into one-hot labels stays noise.
import keras
import numpy as np

rng = np.random.default_rng(0)
x = rng.normal(size=(1000, 100)).astype("float32")
labels = keras.utils.to_categorical(np.random.randint(10, size=(1000, 1)), num_classes=10)
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "categorical_crossentropy")
model.fit(x, labels, epochs=10, batch_size=32)
