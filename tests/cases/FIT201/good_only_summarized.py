# A model that is only drawn and printed is not judged.
from tensorflow import keras

model = keras.Sequential([keras.Input((10,)), keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
optimizer = keras.optimizers.SGD(learning_rate=1.0)
model.summary()
keras.utils.plot_model(model, "model.png")
print(optimizer.get_config())
