# The legacy package tf_keras under an alias.
import numpy as np
import tf_keras as k

data = np.load("train.npz")
net = k.Sequential([k.layers.Dense(10, activation="relu"), k.layers.Dense(1)])
net.compile(optimizer=k.optimizers.legacy.Adam(learning_rate=0.08), loss="mse")  # FIT201
net.fit(data["x"], data["y"], epochs=10, validation_split=0.1)
