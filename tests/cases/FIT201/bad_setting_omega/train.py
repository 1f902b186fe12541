# OmegaConf reads a YAML file; its entries are attributes.
import numpy as np
from omegaconf import OmegaConf
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


cfg = OmegaConf.load("conf/config.yaml")
go(cfg.optimizer.lr)
