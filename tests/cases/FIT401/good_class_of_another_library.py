# Classes called Model and Sequential that are not Keras's.
import numpy as np
from gaussian.process import Model
from keras.utils import normalize
from nolearn.lasagne import NeuralNet

data = np.load("train.npz")
x = normalize(data["x"])
model = Model(kernel="rbf")
model.fit(x, data["y"])
net = NeuralNet(max_epochs=10)
net.fit(x, data["y"])
