# Rescaling only divides by 255.
from tensorflow import keras
from tensorflow.keras import layers

(x, y), _ = keras.datasets.mnist.load_data()
model = keras.Sequential([
    keras.Input((28, 28)),
    layers.Rescaling(1.0 / 255),
    layers.Flatten(),
    layers.Dense(300, activation="relu"),  # FIT301
    layers.Dense(200, activation="relu"),
    layers.Dense(100, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=30, validation_split=0.1)
