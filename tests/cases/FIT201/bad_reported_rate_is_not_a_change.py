# Reading the rate, or comparing it, changes nothing.
import numpy as np
from tensorflow import keras
from tensorflow.keras import backend as K

data = np.load("train.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(optimizer=keras.optimizers.Adam(0.05), loss="mse")  # FIT201
print("learning rate", K.get_value(model.optimizer.learning_rate))
lr = model.optimizer.learning_rate
lr = 0.001
model.fit(data["x"], data["y"], validation_split=0.1)
