# Of two branches only the second has sigmoid layers.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

wide = keras.Input((100,))
deep = keras.Input((20,))
a = layers.Dense(64, activation="relu")(wide)
b = layers.Dense(64, activation="sigmoid")(deep)  # FIT302
b = layers.Dense(64, activation="sigmoid")(b)
merged = layers.Concatenate()([a, b])
model = keras.Model([wide, deep], layers.Dense(1)(merged))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit([data["wide"], data["deep"]], data["y"], validation_split=0.2)
