# Hydra passes the file that its decorator names.
import numpy as np
import hydra
from omegaconf import DictConfig
from tensorflow import keras


def go(lr):
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(8, activation="relu"), keras.layers.Dense(1)])
    model.compile(keras.optimizers.Adam(lr), "mse")  # FIT201
    model.fit(data["x"], data["y"], validation_split=0.1)


@hydra.main(version_base=None, config_path="conf", config_name="config")
def main(cfg: DictConfig):
    go(cfg.optimizer.lr)


main()
