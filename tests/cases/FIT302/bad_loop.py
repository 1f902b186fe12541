# One line in a loop makes all sigmoid layers.
import numpy as np
from keras.layers import Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
for n in [50, 40, 30]:
    model.add(Dense(n, activation="sigmoid"))  # FIT302
model.add(Dense(4, activation="softmax"))
model.compile("rmsprop", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
