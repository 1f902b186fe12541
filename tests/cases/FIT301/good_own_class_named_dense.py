# Dense and Sequential are classes of the project, in a file that uses Keras for its data only.
from keras.datasets import mnist
from minigrad.nn import Dense, Sequential

(x, y), _ = mnist.load_data()
model = Sequential()
model.add(Dense(128, activation="relu"))
model.add(Dense(128, activation="relu"))
model.add(Dense(128, activation="relu"))
model.add(Dense(10))
model.compile("sgd", "cross_entropy")
model.fit(x, y, epochs=10)
