# Activation("sigmoid") as a layer of its own; the finding stands on the first of them.
import numpy as np
from keras.layers import Activation, Dense
from keras.models import Sequential

data = np.load("train.npz")
model = Sequential()
model.add(Dense(64, input_dim=20))
model.add(Activation("sigmoid"))  # FIT302
model.add(Dense(64))
model.add(Activation("sigmoid"))
model.add(Dense(3))
model.add(Activation("softmax"))
model.compile("sgd", "categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
