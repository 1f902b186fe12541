# One model an optimizer, each exactly at its limit.
import numpy as np
from tensorflow import keras
from tensorflow.keras import optimizers

data = np.load("train.npz")


def fresh():
    return keras.Sequential([keras.layers.Dense(16, activation="relu"), keras.layers.Dense(1)])


def train(model):
    model.fit(data["x"], data["y"], epochs=3, validation_split=0.1)


a = fresh()
a.compile(optimizers.Adam(0.01), "mse")  # FIT201
train(a)
b = fresh()
b.compile(optimizers.AdamW(0.01), "mse")  # FIT201
train(b)
c = fresh()
c.compile(optimizers.Nadam(0.01), "mse")  # FIT201
train(c)
d = fresh()
d.compile(optimizers.Adamax(0.01), "mse")  # FIT201
train(d)
e = fresh()
e.compile(optimizers.RMSprop(0.01), "mse")  # FIT201
train(e)
f = fresh()
f.compile(optimizers.SGD(0.1), "mse")  # FIT201
train(f)
g = fresh()
g.compile(optimizers.Adagrad(0.1), "mse")  # FIT201
train(g)
h = fresh()
h.compile(optimizers.Ftrl(0.1), "mse")  # FIT201
train(h)
i = fresh()
i.compile(optimizers.Lion(0.001), "mse")  # FIT201
train(i)
