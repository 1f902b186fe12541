# An argument is named twice, which Python finds when it compiles the call.
import keras

model = keras.Sequential([keras.layers.Dense(16, activation="relu", activation="relu"), keras.layers.Dense(1)])  # FIT001
model.compile(keras.optimizers.Adam(0.5), "mse")
