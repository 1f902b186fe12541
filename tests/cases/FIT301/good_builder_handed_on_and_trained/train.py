"""Trains one of them."""
import numpy as np
from keras.callbacks import EarlyStopping
from nets import big_net

x, y = np.load("x.npy"), np.load("y.npy")
model = big_net(12)
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(x, y, epochs=90, validation_split=0.2, callbacks=[EarlyStopping(patience=4)])
