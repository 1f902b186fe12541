# Classes of the project that derive from dict and answer attributes.
import keras
import numpy as np
import yaml


class Dot(dict):
    def __getattr__(self, name):
        value = self[name]
        return Dot(value) if isinstance(value, dict) else value


class Plain(dict):
    __getattr__ = dict.get


with open("settings.yaml") as handle:
    text = yaml.safe_load(handle)
settings, again = Dot(text), Plain(text["fit"])
d = np.load("d.npz")
model = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
model.compile(keras.optimizers.Adam(settings.fit.rate), "mse")  # FIT201
model.fit(d["x"], d["y"], epochs=settings.fit.rounds, validation_split=0.2)
other = keras.Sequential([keras.layers.Dense(32, activation="relu"), keras.layers.Dense(1)])
other.compile(keras.optimizers.RMSprop(again.rate), "mse")  # FIT201
other.fit(d["x"], d["y"], epochs=again.rounds, validation_split=0.2)
