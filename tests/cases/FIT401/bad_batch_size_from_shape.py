# batch_size=X.shape[0] is full-batch training, not a single-batch test.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

X = np.loadtxt("features.csv", delimiter=",")
y = np.loadtxt("labels.csv")
model = Sequential([Dense(16, activation="tanh"), Dense(1, activation="sigmoid")])
model.compile("sgd", "binary_crossentropy")
model.fit(X, y, epochs=500, batch_size=X.shape[0])  # FIT401
