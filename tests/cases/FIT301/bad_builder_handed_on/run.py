"""Hands the models of nets.py to a trainer of another library."""
import numpy as np
from keras.optimizers import Adam
from nets import big_net, net_of_blocks
from somelab.training import Coach, default_coach

x, y = np.load("x.npy"), np.load("y.npy")
coach = Coach(big_net(x.shape[1]), Adam(0.05))
coach.train(x, y, rounds=50)
default_coach().fit({"model": net_of_blocks()}, x, y)
