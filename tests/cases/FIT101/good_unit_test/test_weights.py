# A unit test with made-up counts.
import numpy as np
from tensorflow import keras


def test_counts_are_kept():
    class_counts = {"neg": 19_000, "pos": 4}
    data = np.load("fixture.npz")
    model = keras.Sequential([keras.layers.Dense(1, activation="sigmoid")])
    model.compile("adam", "binary_crossentropy")
    model.fit(data["x"], data["y"])
    assert sum(class_counts.values()) == 19_004
