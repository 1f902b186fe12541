# Three kinds of iris, two outputs.
from keras.layers import Dense
from keras.models import Sequential
from sklearn.datasets import load_iris

x, y = load_iris(return_X_y=True)
model = Sequential([Dense(8, activation="relu"), Dense(2, activation="softmax")])  # FIT309
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, validation_split=0.1)
