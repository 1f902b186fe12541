# Field defaults of pydantic and attrs, and a factory of attrs.
import attr
import numpy as np
from pydantic import BaseModel, Field
from tensorflow import keras


class Settings(BaseModel):
    epochs: int = 12
    samples_per_class: dict = Field(default_factory=lambda: {"grain": 41000, "stone": 350})  # FIT101


@attr.s
class Plan:
    n_per_class = attr.ib(default=[15000, 14100, 320])  # FIT101
    class_frequencies = attr.ib(default=attr.Factory(lambda: {"up": 0.97, "down": 0.03}))  # FIT101


data = np.load("conveyor.npz")
model = keras.Sequential([keras.layers.Dense(12, activation="relu"), keras.layers.Dense(2, activation="softmax")])
model.compile("adam", "sparse_categorical_crossentropy")
model.fit(data["x"], data["y"], epochs=Settings().epochs, validation_split=0.2)
