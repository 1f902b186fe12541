# A model for demonstration: drawn and summarized, never compiled, trained or handed on.
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential(name="demo")
model.add(keras.Input((4,)))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(64, activation="relu"))
model.add(layers.Dense(3))
model.summary()
print(len(model.weights))
