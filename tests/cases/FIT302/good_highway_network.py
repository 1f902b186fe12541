# A highway layer: carry and transform are mixed by a sigmoid gate.
import numpy as np
from tensorflow import keras
from tensorflow.keras import layers


def highway(x, units):
    transform = layers.Dense(units, activation="relu")(x)
    gate = layers.Dense(units, activation="sigmoid", bias_initializer=keras.initializers.Constant(-2.0))(x)
    carry = layers.Lambda(lambda t: 1.0 - t)(gate)
    return layers.add([layers.multiply([transform, gate]), layers.multiply([x, carry])])


inputs = keras.Input((50,))
x = inputs
for _ in range(5):
    x = highway(x, 50)
model = keras.Model(inputs, layers.Dense(1)(x))
model.compile("adam", "mse")
data = np.load("train.npz")
model.fit(data["x"], data["y"], validation_split=0.2)
