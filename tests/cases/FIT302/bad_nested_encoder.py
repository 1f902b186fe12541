# The sigmoids stand in a model that another model calls.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers

encoder = keras.Sequential([
    layers.Dense(64, activation="sigmoid"),  # FIT302
    layers.Dense(32, activation="sigmoid"),
])
inputs = keras.Input((100,))
model = keras.Model(inputs, layers.Dense(3, activation="softmax")(encoder(inputs)))
model.compile("adam", "sparse_categorical_crossentropy")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
