# A plain list of counts, one an index of class.
import numpy as np
import yaml
from tensorflow import keras

cfg = yaml.load(open("cfg.yml"), Loader=yaml.SafeLoader)
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(cfg["units"], "relu"), keras.layers.Dense(4, "softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], validation_split=0.2)
