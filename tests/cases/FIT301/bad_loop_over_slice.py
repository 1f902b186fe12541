# First layer by hand, the others from the rest of the list.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

layers = [80, 80, 40]
data = np.load("train.npz")
model = Sequential()
model.add(Dense(layers[0], input_dim=16, activation="relu"))  # FIT301
for units in layers[1:]:
    model.add(Dense(units, activation="relu"))
model.add(Dense(3, activation="softmax"))
model.compile("sgd", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
