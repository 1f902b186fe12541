# The file is opened in a function that gets its path as an argument.
import numpy as np
import yaml
from tensorflow import keras


def read_config(path):
    with open(path) as stream:
        return yaml.safe_load(stream)


def main():
    config = read_config("conf/train.yaml")
    data = np.load("train.npz")
    model = keras.Sequential([keras.layers.Dense(32, "relu"), keras.layers.Dense(1, "sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(data["x"], data["y"], batch_size=config["batch_size"], validation_split=0.2)


if __name__ == "__main__":
    main()
