# A slice of ten thousand samples is a training set, not one batch.
from tensorflow import keras

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([keras.layers.Flatten(), keras.layers.Dense(10, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x[:10_000] / 255.0, y[:10_000], batch_size=32, epochs=5)  # FIT401
