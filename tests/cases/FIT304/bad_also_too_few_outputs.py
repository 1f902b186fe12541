# One softmax output for ten digits: it is told here, and not once more as too few outputs.
import keras

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(1, activation="softmax")])  # FIT304
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x / 255, y, validation_split=0.1)
