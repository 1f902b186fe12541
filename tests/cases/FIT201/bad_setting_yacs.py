# A yacs CfgNode.
import numpy as np
from yacs.config import CfgNode as CN
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


_C = CN()
_C.SOLVER = CN()
_C.SOLVER.LR = 0.5
cfg = _C.clone()
go(cfg.SOLVER.LR)
