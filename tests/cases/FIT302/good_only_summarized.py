# A model for demonstration, never compiled or trained.
from tensorflow import keras
from tensorflow.keras import layers

model = keras.Sequential([
    keras.Input((4,)),
    layers.Dense(8, activation="sigmoid"),
    layers.Dense(8, activation="sigmoid"),
    layers.Dense(1),
])
model.summary()
for layer in model.layers:
    print(layer.name, layer.get_weights()[0].shape)
