# Each sample may have several labels, but softmax lets one of them win.
from keras.layers import Dense
from keras.models import Sequential
from sklearn.datasets import make_multilabel_classification

x, y = make_multilabel_classification(n_samples=1000, n_classes=5)
model = Sequential()
model.add(Dense(32, activation="relu"))
model.add(Dense(5, activation="softmax"))  # FIT306
model.compile("adam", "mse")
model.fit(x, y, validation_split=0.2)
