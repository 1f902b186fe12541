# YAML 1.1 reads 1e-1 as text, so the optimizer gets no number at all; that is another fault than this rule's.
import numpy as np
import yaml
from tensorflow import keras

config = yaml.safe_load(open("config.yaml"))
data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(learning_rate=config["lr"]), loss="mse")
model.fit(data["x"], data["y"], validation_split=0.1)
