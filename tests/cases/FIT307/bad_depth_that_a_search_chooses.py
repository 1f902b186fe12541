# The loop over a searched depth runs at least once, so a ReLU is always last: the output layer is built and dropped.
import keras_tuner
import numpy as np
from keras import layers
from keras.models import Sequential


def build(hp):
    model = Sequential()
    model.add(layers.Flatten(input_shape=(7, 4)))
    for _ in range(hp.Int("depth", 1, 4)):
        model.add(layers.Dense(hp.Choice("width", [64, 128])))
        model.add(layers.Activation("relu"))  # FIT307
    layers.Dense(7)
    model.compile(optimizer="adam", loss="mse")
    return model


data = np.load("power.npz")
tuner = keras_tuner.RandomSearch(build, objective="val_loss", max_trials=5)
tuner.search(data["x"], data["y"], epochs=5, validation_split=0.2)
best = tuner.get_best_models()[0]
best.fit(data["x"], data["y"], epochs=200, validation_split=0.2)
