# A layer of another library in front takes nothing from what stands behind it.
import numpy as np
from keras import Sequential, layers
from speechlab import FrontEnd

data = np.load("train.npz")
model = Sequential()
model.add(FrontEnd(rate=16_000))
model.add(layers.Flatten())
model.add(layers.Dense(120))  # FIT303
model.add(layers.Dropout(0.2))
model.add(layers.Dense(12, activation="softmax"))
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.1)
