# Keras Tuner's HyperModel hands a model to fit; what it is given is not known.
import keras_tuner as kt
import numpy as np
from tensorflow import keras


class Hyper(kt.HyperModel):
    def build(self, hp):
        model = keras.Sequential([keras.layers.Dense(hp.Int("units", 8, 64), activation="relu"), keras.layers.Dense(1)])
        model.compile("adam", "mse")
        return model

    def fit(self, hp, model, *args, **kwargs):
        return model.fit(*args, batch_size=hp.Choice("batch", [16, 32]), **kwargs)


data = np.load("train.npz")
tuner = kt.RandomSearch(Hyper(), objective="val_loss", max_trials=5)
tuner.search(data["x"], data["y"], epochs=10, validation_split=0.2)
