# The tuple is a shape, not two rows of data.
from tensorflow import keras

(x_train, y_train), (x_test, y_test) = keras.datasets.mnist.load_data()
x_train = x_train.reshape((60000, 784)).astype("float32") / 255
model = keras.Sequential([keras.layers.Dense(128, activation="relu"), keras.layers.Dense(10, activation="softmax")])
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.fit(x_train, y_train, epochs=5, batch_size=128)  # FIT401
