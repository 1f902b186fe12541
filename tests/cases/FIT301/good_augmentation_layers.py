# Random layers at the input augment the data.
from tensorflow import keras
from tensorflow.keras import layers

(x, y), _ = keras.datasets.cifar10.load_data()
model = keras.Sequential([
    keras.Input((32, 32, 3)),
    layers.RandomFlip("horizontal"),
    layers.RandomRotation(0.1),
    layers.Flatten(),
    layers.Dense(512, activation="relu"),
    layers.Dense(256, activation="relu"),
    layers.Dense(128, activation="relu"),
    layers.Dense(10, activation="softmax"),
])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x / 255.0, y, epochs=50, validation_split=0.1)
